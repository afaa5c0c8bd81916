"""What several controls share of what they know of AWS and its services. Pure; AWS is handed in."""
