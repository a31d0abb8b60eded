"""Compressed files beside text files, which servers send in their place: made of the same bytes, written before them.

So at every moment a sibling is as new as the file it stands for, or newer.
"""

from __future__ import annotations

import zlib
from functools import cache
from struct import pack
from typing import TYPE_CHECKING

from presskit.planning.plan import digest_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

VERSION = 1
TEXT = (".html", ".css", ".js", ".json", ".xml", ".txt", ".md", ".svg", ".csv")
LEAST_BYTES = 1024  # less is one packet in any case
ENDINGS = {"gzip": ".gz", "brotli": ".br"}
GZIP_HEAD = b"\x1f\x8b\x08" + bytes(5) + b"\x02\xff"  # RFC 1952: no name, no moment, no system


def siblings(path: str, encodings: Sequence[str]) -> tuple[str, ...]:
    """Return the paths that the compressed forms of a file have; none where it is no text."""
    return tuple(path + ENDINGS[encoding] for encoding in encodings) if path.endswith(TEXT) else ()


def is_sibling(path: str) -> bool:
    """Tell whether a path of ours is that of a compressed form."""
    return path.endswith(tuple(ENDINGS.values()))


def compressed(path: str, data: bytes, encodings: Sequence[str]) -> dict[str, bytes | None]:
    """Return the compressed forms of a file by path, None for one that is not worth it."""
    makers = (MAKERS[encoding] for encoding in encodings)
    made = zip(siblings(path, encodings), makers, strict=False)
    return {sibling: _worth(make(data), data) if len(data) > LEAST_BYTES else None for sibling, make in made}


def _worth(packed: bytes, data: bytes) -> bytes | None:
    return packed if len(packed) < len(data) else None


def _gzip(data: bytes) -> bytes:
    """Return data as gzip has it, with nothing in it that depends on when and where."""
    deflate = zlib.compressobj(9, wbits=-zlib.MAX_WBITS)
    return GZIP_HEAD + deflate.compress(data) + deflate.flush() + pack("<2L", zlib.crc32(data), len(data) & 0xFFFFFFFF)


def _brotli(data: bytes) -> bytes:
    """Return data as brotli has it; the last step up to 11 would take twice the time for 1 %."""
    import brotli

    return brotli.compress(data, mode=brotli.MODE_TEXT, quality=10)  # type: ignore[no-any-return]


MAKERS: dict[str, Callable[[bytes], bytes]] = {"gzip": _gzip, "brotli": _brotli}


@cache
def mark_of(encodings: tuple[str, ...]) -> bytes:
    """Return a mark that changes with the forms that are wanted and with what makes them."""
    versions = [zlib.ZLIB_RUNTIME_VERSION]
    if "brotli" in encodings:
        import brotli

        versions.append(brotli.__version__)
    return digest_of((VERSION, encodings, versions), 8)
