"""Press releases from front-matter Markdown to newsroom pages, print PDFs and feeds."""

__version__ = "0.1.0"
