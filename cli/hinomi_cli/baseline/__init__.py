"""The commands of the round: what it would change, change it, say what it did, take it back."""
