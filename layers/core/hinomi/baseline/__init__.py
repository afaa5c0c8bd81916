"""The round: read every setting, strengthen what is weaker than the baseline, say so. Pure; AWS is handed in."""
