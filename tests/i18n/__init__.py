"""Words and forms per language."""
