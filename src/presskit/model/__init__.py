"""The press domain: frozen and pure; it knows no file, no HTML and no clock."""
