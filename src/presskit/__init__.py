"""Press releases from front-matter Markdown to newsroom pages, print PDFs and feeds."""

import os

__version__ = "0.1.0"

# pydantic would look through all installed packages for plugins: 30 ms of every build.
os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
