"""What rules may look at beside the edition."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from presskit.model.newsroom import Settings
    from presskit.model.people import Person


def _not_kept(fingerprint: str) -> str:
    return ""


@dataclass(frozen=True, slots=True)
class Room:
    """The newsroom around an edition; `worded` are the languages that have interface words.

    `wording` gives the words that were approved under a fingerprint, or nothing where they were not kept.
    """

    settings: Settings
    people: Mapping[str, Person]
    worded: tuple[str, ...] = ("de", "en")
    wording: Callable[[str], str] = _not_kept
