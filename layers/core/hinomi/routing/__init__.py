"""Routing: who is told of an alert, when, with which others. Values in, values out; stores and clock are handed in."""
