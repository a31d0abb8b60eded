"""Content by digest, as JSON: documents, listings, sheets; each process with its own connection to the cache."""

from __future__ import annotations

import os
from collections import OrderedDict
from dataclasses import replace
from datetime import datetime
from functools import cache
from hashlib import blake2b
from typing import TYPE_CHECKING, Any

from presskit.building.cache import Cache
from presskit.planning.views import ContactSheet, Document, Listing, QuoteSheet

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pydantic import TypeAdapter

KEPT = 64


@cache
def _form(kind: Any) -> TypeAdapter[Any]:
    from pydantic import TypeAdapter

    return TypeAdapter(kind)


def packed(value: Document | Listing | QuoteSheet | ContactSheet) -> tuple[str, bytes]:
    """Return the digest of a value, and its canonical JSON."""
    kind: Any = type(value)
    data = _form(kind).dump_json(value)
    return blake2b(data, digest_size=16).hexdigest(), data


def _until(document: Document, moment: int) -> Document:
    """Return the document with the corrections up to a moment, in seconds since 1970."""
    seen = tuple(c for c in document.corrections if int(datetime.fromisoformat(c.on).timestamp()) <= moment)
    return replace(document, corrections=seen)


class CachedLibrary:
    """The library of a build; `cache_path` is opened anew in every process that asks."""

    def __init__(self, cache_path: str, fresh: Mapping[str, Document] | None = None) -> None:
        """Open nothing yet; `fresh` are documents that need not be fetched."""
        self.cache_path = cache_path
        self.fresh = fresh or {}
        self.opened: tuple[int, Cache] | None = None
        self.documents: OrderedDict[str, Document] = OrderedDict()

    def _cache(self) -> Cache:
        if self.opened is None or self.opened[0] != os.getpid():
            self.opened = (os.getpid(), Cache(self.cache_path))
        return self.opened[1]

    def document(self, digest: str) -> Document:
        """Return a whole edition; one with corrections to come (see `Entry`) without those."""
        stored, _, moment = digest.partition("@")
        found = self.fresh.get(stored) or self.documents.get(stored)
        if found is None:
            found = _form(Document).validate_json(self._cache().content(stored))
            self.documents[stored] = found
            if len(self.documents) > KEPT:
                self.documents.popitem(last=False)
        return _until(found, int(moment)) if moment else found

    def listing(self, digest: str) -> Listing:
        """Return what lists show of an edition."""
        return _form(Listing).validate_json(self._cache().content(digest))  # type: ignore[no-any-return]

    def quote_sheet(self, digest: str) -> QuoteSheet:
        """Return the quotes of an edition."""
        return _form(QuoteSheet).validate_json(self._cache().content(digest))  # type: ignore[no-any-return]

    def contact_sheet(self, digest: str) -> ContactSheet:
        """Return the contacts of an edition."""
        return _form(ContactSheet).validate_json(self._cache().content(digest))  # type: ignore[no-any-return]

    def close(self) -> None:
        """Close the connection of this process."""
        if self.opened and self.opened[0] == os.getpid():
            self.opened[1].close()
        self.opened = None
