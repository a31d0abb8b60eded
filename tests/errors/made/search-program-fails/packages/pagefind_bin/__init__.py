"""A Pagefind that starts and makes nothing."""

from pathlib import Path


def get_executable() -> Path:
    return Path(__file__).with_name("pagefind")
