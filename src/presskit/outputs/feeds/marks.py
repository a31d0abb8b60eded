"""What feedgen has no words for: archives (RFC 5005), hubs, languages of items, pictures with credit (Media RSS)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from feedgen.ext.base import BaseEntryExtension, BaseExtension
from lxml import etree

from presskit.outputs.feeds.posts import credited

if TYPE_CHECKING:
    from presskit.outputs.feeds.views import File, Post

ATOM, DC = "http://www.w3.org/2005/Atom", "http://purl.org/dc/elements/1.1/"
HISTORY, MEDIA = "http://purl.org/syndication/history/1.0", "http://search.yahoo.com/mrss/"
LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"


class FeedMarks(BaseExtension):  # type: ignore[misc]
    """The part of a feed's head that is ours: `links` are pairs of relation and address."""

    def __init__(self) -> None:
        """Say nothing yet."""
        self.links: list[tuple[str, str]] = []
        self.is_archive = False

    def extend_ns(self) -> dict[str, str]:
        """Return the namespaces by prefix, the same in every feed, so that items fit into each."""
        return {"fh": HISTORY}

    def extend_atom(self, feed: Any) -> Any:
        """Add what stands before the entries of an Atom feed."""
        if self.is_archive:
            etree.SubElement(feed, f"{{{HISTORY}}}archive")
        return feed

    def extend_rss(self, feed: Any) -> Any:
        """Add what stands before the items of an RSS feed."""
        for relation, href in self.links:
            etree.SubElement(feed[0], f"{{{ATOM}}}link", href=href, rel=relation)
        if self.is_archive:
            etree.SubElement(feed[0], f"{{{HISTORY}}}archive")
        return feed


class RssMarks(FeedMarks):
    """What is ours in an RSS feed, whose items name pictures and languages too."""

    def extend_ns(self) -> dict[str, str]:
        """Return the namespaces by prefix."""
        return {"fh": HISTORY, "media": MEDIA, "dc": DC}


class ItemMarks(BaseEntryExtension):  # type: ignore[misc]
    """The part of an item that is ours."""

    post: Post

    def extend_atom(self, entry: Any) -> Any:
        """Say the language of an entry, and name its files."""
        entry.set(LANGUAGE, self.post.language)
        for file in self.post.files:
            link = {
                "href": file.url,
                "rel": "enclosure",
                "type": file.kind,
                "title": credited(file, self.post.language),
            }
            etree.SubElement(entry, "link", link | ({"length": str(file.size_bytes)} if file.size_bytes else {}))
        return entry

    def extend_rss(self, item: Any) -> Any:
        """Say of an item its language, when it was updated, and its pictures."""
        etree.SubElement(item, f"{{{DC}}}language").text = self.post.language
        etree.SubElement(item, f"{{{ATOM}}}updated").text = self.post.updated.isoformat()
        for file in self.post.media:
            _add_media(item, file)
        return item


def _add_media(item: Any, file: File) -> None:
    said = {
        "url": file.url,
        "fileSize": file.size_bytes,
        "type": file.kind,
        "medium": "image" if file.is_picture else "",
    }
    said |= {"width": file.width_px, "height": file.height_px}
    content = etree.SubElement(item, f"{{{MEDIA}}}content", {key: str(value) for key, value in said.items() if value})
    etree.SubElement(content, f"{{{MEDIA}}}description", type="plain").text = file.title
    if file.credit:
        etree.SubElement(content, f"{{{MEDIA}}}credit").text = file.credit
    if file.rights:
        etree.SubElement(content, f"{{{MEDIA}}}copyright").text = file.rights
