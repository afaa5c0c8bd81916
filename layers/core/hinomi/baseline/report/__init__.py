"""A round in words: its report, and how a state is said. Pure."""
