"""Every text that somebody or some program may take out of a public file, by the kind of file."""

from __future__ import annotations

import csv
import gzip
import io
import json
import re
import zipfile
from typing import TYPE_CHECKING, Any

import yaml
from lxml import etree, html

from laws.pdfs import by_pdfium

if TYPE_CHECKING:
    from collections.abc import Iterator

SPACE = re.compile(r"[ \t\r\n]+")


def one_line(text: str) -> str:
    """Return a text with line ends as spaces; a no-break space stays what it is."""
    return SPACE.sub(" ", text)


def texts_in(path: str, data: bytes) -> Iterator[tuple[str, str]]:
    """Yield each text of a file with where it was found: the kind of file, and `@name` for an attribute."""
    kind = path.rpartition(".")[2]
    if kind == "zip":
        with zipfile.ZipFile(io.BytesIO(data)) as files:
            for name in files.namelist():
                yield from ((f"zip/{where}", text) for where, text in texts_in(name, files.read(name)))
    elif kind == "pf_fragment":
        text = gzip.decompress(data).decode()
        yield kind, json.loads(text[text.index("{") :])["content"]
    elif reader := READERS.get(kind):
        yield from ((kind + where, text) for where, text in reader(data))


def _in_html(data: bytes) -> Iterator[tuple[str, str]]:
    yield from _in_element(html.document_fromstring(data))


def _in_element(root: html.HtmlElement) -> Iterator[tuple[str, str]]:
    for script in root.xpath("//script[@type = 'application/ld+json']"):
        yield from ((" ld+json", text) for text in _strings(json.loads(script.text)))
    for script in root.xpath("//script | //style"):
        script.drop_tree()
    for form in root.find_class("ready"):  # what is offered to be copied
        yield " ready", form.text_content()
        form.drop_tree()
    for attribute in root.xpath("//@*"):
        yield f" @{attribute.attrname}", str(attribute)
    yield "", root.text_content()


def _in_xml(data: bytes) -> Iterator[tuple[str, str]]:
    root = etree.fromstring(data)
    for text in map(str, root.xpath("//text()")):
        yield from _in_string(text)


def _in_json(data: bytes) -> Iterator[tuple[str, str]]:
    for text in _strings(json.loads(data)):
        yield from _in_string(text)


def _in_string(text: str) -> Iterator[tuple[str, str]]:
    """Yield a text, or what is read of it where it is markup."""
    if text.lstrip().startswith("<p"):
        yield " content", html.fragment_fromstring(text, create_parent=True).text_content()
    else:
        yield "", text


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, (dict, list)):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from _strings(inner)


def _in_csv(data: bytes) -> Iterator[tuple[str, str]]:
    rows = csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), strict=True)
    yield from (("", cell) for row in rows for cell in row)


def _in_source(data: bytes) -> Iterator[tuple[str, str]]:
    _, front, body = data.decode().split("---\n", 2)
    yield from (("", text) for text in (*_strings(yaml.load(front, yaml.BaseLoader)), body))


def _in_text(data: bytes) -> Iterator[tuple[str, str]]:
    yield "", data.decode()


def _in_pdf(data: bytes) -> Iterator[tuple[str, str]]:
    yield "", by_pdfium(data)


READERS = {
    "html": _in_html,
    "xml": _in_xml,
    "svg": _in_xml,
    "json": _in_json,
    "csv": _in_csv,
    "md": _in_source,
    "txt": _in_text,
    "pdf": _in_pdf,
}
