"""Settings of the English run."""

from newsroom import FILTERS, HERE, english_count, english_date, words
from settings_de import *  # noqa: F403

WORDS = words("en")
PATH = str(HERE / "content" / "en")
OUTPUT_PATH = str(HERE / "public" / "en")
CACHE_PATH = str(HERE / "cache" / "en")
SITEURL = "https://newsroom.example/en"
HOME = "/en/"
OTHER_HOME, OTHER_LANGUAGE = "/", "de"
DEFAULT_LANG = "en"
THEME_STATIC_PATHS: list[str] = []
JINJA_FILTERS = {**FILTERS, "long_date": english_date, "characters": english_count}
