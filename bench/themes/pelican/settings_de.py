"""Settings of the German run; the English one differs in ten lines."""

import json

from newsroom import FILTERS, HERE, german_count, german_date, words

SHARED = json.loads((HERE / "shared.json").read_text(encoding="utf-8"))
WORDS = words("de")

SITENAME = "Example Newsroom"
SITEURL = "https://newsroom.example"
HOME = "/"
OTHER_HOME, OTHER_LANGUAGE = "/en/", "en"
TERRITORIES = {"de": "de_DE", "en": "en_US"}
LANGUAGE_NAMES = {"de": "Deutsch", "en": "English"}
TAGLINE = "News for those who benchmark"
ADDRESS = ["Ostwall 1", "44135 Dortmund"]
PHONE, EMAIL = "+49 231 5550 0", "press@newsroom.example"
WEBSITE = "https://www.newsroom.example"
IMPRINT_URL = "https://www.newsroom.example/imprint/"
PRIVACY_URL = "https://www.newsroom.example/privacy/"
FONTS = ["source-serif-4-400-600.woff2"]
PATH = str(HERE / "content" / "de")
OUTPUT_PATH = str(HERE / "public")
CACHE_PATH = str(HERE / "cache" / "de")
TIMEZONE = "Europe/Berlin"
DEFAULT_LANG = "de"
THEME = str(HERE / "theme")
THEME_STATIC_DIR = "assets"
JINJA_FILTERS = {**FILTERS, "long_date": german_date, "characters": german_count}
TEMPLATE_EXTENSIONS = [".html", ".xml"]
ARTICLE_URL = "{date:%Y}/{slug}/"
ARTICLE_SAVE_AS = "{date:%Y}/{slug}/index.html"
DEFAULT_PAGINATION = 20
PAGINATED_TEMPLATES = {"index": 20}
PAGINATION_PATTERNS = [
    (1, "{base_name}/", "{base_name}/index.html"),
    (2, "{base_name}/page/{number}/", "{base_name}/page/{number}/index.html"),
]
FEED_ALL_ATOM = CATEGORY_FEED_ATOM = TRANSLATION_FEED_ATOM = AUTHOR_FEED_ATOM = AUTHOR_FEED_RSS = None
DIRECT_TEMPLATES = ["index", "feed"]  # Pelican's own feeds leave summaries and categories out
FEED_SAVE_AS = "feed.xml"
CATEGORY_SAVE_AS = TAG_SAVE_AS = AUTHOR_SAVE_AS = DRAFT_SAVE_AS = ""
STATIC_PATHS: list[str] = []
PAGE_PATHS: list[str] = []
USE_FOLDER_AS_CATEGORY = False
DEFAULT_CATEGORY = "releases"
TYPOGRIFY = False
FORMATTED_FIELDS: list[str] = []
MARKDOWN = {"extensions": ["markdown.extensions.meta", "markdown.extensions.tables", "newsroom:NewsroomMarkdown"]}

# What makes Pelican fast: parsed articles are kept, and files judged by their modification time.
CACHE_CONTENT = LOAD_CONTENT_CACHE = True
CONTENT_CACHING_LAYER = "reader"
CHECK_MODIFIED_METHOD = "mtime"
GZIP_CACHE = False
