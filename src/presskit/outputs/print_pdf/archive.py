"""What makes a tagged PDF one for the archive as well: PDF/A-3a beside PDF/UA-1, the same bytes every time."""

from __future__ import annotations

import hashlib
import zlib
from html import escape
from typing import TYPE_CHECKING, Any

import pydyf

if TYPE_CHECKING:
    from collections.abc import Iterable

# One packet for both standards. PDF/A knows the names of its own schemas only: that of PDF/UA must be described in it.
PACKET = """\
<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/" \
xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/" \
xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/" \
xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaid:part>3</pdfaid:part>
<pdfaid:conformance>A</pdfaid:conformance>
<pdfuaid:part>1</pdfuaid:part>
{entries}
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:schema>PDF/UA identification</pdfaSchema:schema>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>part of ISO 14289 that the document conforms to</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="r"?>"""
LEVEL = 6  # of zlib: a tenth of a percent larger than 9, at half its time


def archive(document: Any, pdf: Any) -> None:
    """Write the metadata of both standards, and compress every stream."""
    stream = pydyf.Stream([packet(document.metadata, pdf.info).encode()], {"Type": "/Metadata", "Subtype": "/XML"})
    pdf.add_object(stream)
    pdf.catalog["Metadata"] = stream.reference
    for thing in pdf.objects:
        if isinstance(thing, pydyf.Stream):
            if "Interpolate" in thing.extra:  # which PDF/A does not want of a picture
                thing.extra["Interpolate"] = "false"
            if thing.compress:
                _compress(thing)


def packet(metadata: Any, info: Any) -> str:
    """Return the XMP packet; it says what the information dictionary says."""
    entries = [
        _listed("dc:title", "Alt", [metadata.title or ""], ' xml:lang="x-default"'),
        _listed("dc:creator", "Seq", metadata.authors),
        _listed("dc:description", "Alt", [metadata.description or ""], ' xml:lang="x-default"'),
        _listed("dc:subject", "Bag", metadata.keywords),
        _listed("dc:language", "Bag", [metadata.lang or ""]),
        _entry("dc:format", "application/pdf"),
        _entry("pdf:Producer", info["Producer"].string),
        _entry("pdf:Keywords", ", ".join(metadata.keywords)),
        _entry("xmp:CreatorTool", metadata.generator),
        _entry("xmp:CreateDate", metadata.created),
        _entry("xmp:ModifyDate", metadata.modified),
    ]
    return PACKET.format(entries="\n".join(filter(None, entries)))


def _entry(name: str, value: str | None) -> str:
    return f"<{name}>{escape(value, quote=False)}</{name}>" if value else ""


def _listed(name: str, kind: str, values: Iterable[str], marks: str = "") -> str:
    items = "".join(f"<rdf:li{marks}>{escape(value, quote=False)}</rdf:li>" for value in values if value)
    return f"<{name}><rdf:{kind}>{items}</rdf:{kind}></{name}>" if items else ""


def _compress(stream: Any) -> None:
    """Compress a stream now: pydyf would do it at its highest level, and once more for each look at its data."""
    raw = b"\n".join(_bytes(item) for item in stream.stream)
    stream.stream = [zlib.compress(raw, LEVEL)]
    stream.extra["Filter"] = "/FlateDecode"
    stream.compress = False


def _bytes(item: Any) -> bytes:
    if isinstance(item, bytes):
        return item
    return item.data if isinstance(item, pydyf.Object) else str(item).encode("ascii")


def identified(data: bytes) -> bytes:
    """Return a PDF with the identifier that PDF/A wants in its trailer, made of its content.

    It stands behind the cross-references, so no offset moves. WeasyPrint can do it too, but makes every object twice.
    """
    mark = hashlib.md5(data, usedforsecurity=False).hexdigest().encode()
    trailer = int(data[data.rindex(b"startxref") + 9 :].split()[0])
    at = data.index(b"/Root ", trailer)
    return b"%b/ID[<%b><%b>]%b" % (data[:at], mark, mark, data[at:])
