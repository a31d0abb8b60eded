"""A newsroom becomes a plan."""
