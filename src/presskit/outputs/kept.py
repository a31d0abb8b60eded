"""What was made once and stands in many files, kept while it is not too much."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

MOST_BYTES = 64_000_000


@dataclass(slots=True)
class Kept:
    """Parts of files by key; all are forgotten at once where they become too many."""

    parts: dict[Any, bytes] = field(default_factory=dict)
    size_bytes: int = 0

    def add(self, new: dict[Any, bytes]) -> None:
        """Keep new parts."""
        size = sum(map(len, new.values()))
        if self.size_bytes + size > MOST_BYTES:
            self.parts.clear()
            self.size_bytes = 0
        self.parts.update(new)
        self.size_bytes += size
