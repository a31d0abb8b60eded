"""What is told of a picture, written into its file: XMP for all formats, IPTC-IIM beside it for JPEG.

The fields are those of the IPTC Photo Metadata Standard; readers find each in one of the two, most in both.
"""

from __future__ import annotations

from hashlib import md5
from html import escape
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

MOST_CHARACTERS = 1_800  # of one text: XMP in a JPEG has 65,502 bytes, and an ampersand takes five
MOST_IIM_BYTES = 2_000
PACKET = """\
<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about=""
 xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/"
 xmlns:xmpRights="http://ns.adobe.com/xap/1.0/rights/"
 xmlns:Iptc4xmpCore="http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/">
{fields}
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="r"?>"""
ALTERNATIVES = '<rdf:Alt><rdf:li xml:lang="x-default">{}</rdf:li></rdf:Alt>'
SEQUENCE = "<rdf:Seq><rdf:li>{}</rdf:li></rdf:Seq>"
# Dataset numbers of IIM's record 2.
HEADLINE, CAPTION, BY_LINE, CREDIT, COPYRIGHT = 105, 120, 80, 110, 116
UTF_8 = b"\x1c\x01\x5a\x00\x03\x1b%G"
RECORD_VERSION = b"\x1c\x02\x00\x00\x02\x00\x04"
IIM_RESOURCE, DIGEST_RESOURCE = 0x0404, 0x0425


class Told(NamedTuple):
    """What is told of a picture; `headline` is that of its release."""

    headline: str = ""
    alt: str = ""
    caption: str = ""
    credit: str = ""
    rights: str = ""


def xmp(told: Told) -> bytes:
    """Return the XMP packet of a picture."""
    fields = (
        f"<{name}>{form.format(escape(text, quote=False))}</{name}>"
        for name, form, text in _fields(Told._make(_shortened(text) for text in told))
        if text
    )
    return PACKET.format(fields="\n".join(fields)).encode()


def _fields(told: Told) -> Iterator[tuple[str, str, str]]:
    yield "photoshop:Headline", "{}", told.headline
    yield "dc:description", ALTERNATIVES, told.caption
    yield "Iptc4xmpCore:AltTextAccessibility", ALTERNATIVES, told.alt
    yield "dc:creator", SEQUENCE, told.credit
    yield "photoshop:Credit", "{}", told.credit
    yield "dc:rights", ALTERNATIVES, told.rights
    yield "xmpRights:UsageTerms", ALTERNATIVES, told.rights
    yield "xmpRights:Marked", "{}", "True" if told.rights else ""


def _shortened(text: str) -> str:
    return text if len(text) <= MOST_CHARACTERS else f"{text[: MOST_CHARACTERS - 1]}…"


def iptc(told: Told) -> bytes:
    """Return the APP13 segment of a JPEG with what is told, as IPTC-IIM in the block that Photoshop keeps it in."""
    sets = (
        (BY_LINE, told.credit),
        (HEADLINE, told.headline),
        (CREDIT, told.credit),
        (COPYRIGHT, told.rights),
        (CAPTION, told.caption),
    )
    iim = UTF_8 + RECORD_VERSION + b"".join(_dataset(number, text) for number, text in sets if text)
    block = b"Photoshop 3.0\0" + _resource(IIM_RESOURCE, iim) + _resource(DIGEST_RESOURCE, md5(iim).digest())
    return b"\xff\xed" + (len(block) + 2).to_bytes(2, "big") + block


def _dataset(number: int, text: str) -> bytes:
    data = text.encode()[:MOST_IIM_BYTES].decode(errors="ignore").encode()
    return b"\x1c\x02" + bytes([number]) + len(data).to_bytes(2, "big") + data


def _resource(number: int, data: bytes) -> bytes:
    """Return an image resource block without a name; its data is padded to an even length."""
    return b"8BIM" + number.to_bytes(2, "big") + b"\0\0" + len(data).to_bytes(4, "big") + data + b"\0" * (len(data) % 2)
