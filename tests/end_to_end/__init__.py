"""The whole way, with a real browser, a real feed reader and a real wheel."""
