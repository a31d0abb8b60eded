"""The laws of DESIGN section 4, held over every sample newsroom."""
