"""Hinomi: security and cost events of AWS accounts, as messages that a person can act on."""
