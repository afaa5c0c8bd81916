"""The commands of silences: what is not to be told for a while, and what stands open now."""
