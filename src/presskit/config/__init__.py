"""The only reader of presskit.toml and of the environment. Its light half is here, pydantic stays in settings.py."""

from __future__ import annotations

import os

from presskit.config.project import Project, nearest_project, project_at

TYPE_CHECKING = False
if TYPE_CHECKING:
    from presskit.config.settings import Day, Strict, Text, Toml, read_settings, read_toml, shaped

__all__ = [
    "Day",
    "Project",
    "Strict",
    "Text",
    "Toml",
    "nearest_project",
    "project_at",
    "read_settings",
    "read_toml",
    "shaped",
    "wants_colour",
]


def wants_colour() -> bool:
    """Tell whether the environment leaves colour on (no-color.org)."""
    return not os.environ.get("NO_COLOR")


def __getattr__(name: str) -> object:
    """Return a name of settings.py, which is imported when the first of them is asked for."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from presskit.config import settings

    return getattr(settings, name)
