"""As if it were not installed."""

raise ImportError("no program for this machine")
