"""A body and its release written down: as HTML, as plain text, as public source and as data."""
