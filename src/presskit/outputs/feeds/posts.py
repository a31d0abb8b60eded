"""From items of a view to posts: what a release says in a feed, whole or in short."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from presskit.i18n import words
from presskit.outputs.feeds.views import File, Post
from presskit.outputs.tools import body_and_rest, notices
from presskit.outputs.writing.plain import attribution
from presskit.planning.renditions import web_picture

if TYPE_CHECKING:
    from presskit.outputs.feeds.views import Item
    from presskit.outputs.tools import Tools
    from presskit.planning.views import Document, MediaView

PDF, TIFF = "application/pdf", "image/tiff"
KINDS = {
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".png": "image/png",
    ".gif": "image/gif",
    ".webp": "image/webp",
    ".avif": "image/avif",
    ".svg": "image/svg+xml",
    ".tif": TIFF,
    ".tiff": TIFF,
    ".pdf": PDF,
    ".mp3": "audio/mpeg",
    ".mp4": "video/mp4",
    ".csv": "text/csv",
    ".txt": "text/plain",
    ".json": "application/json",
    ".zip": "application/zip",
}  # from no table of the machine: the same bytes everywhere


def whole(item: Item, tools: Tools) -> Post:
    """Return a release with its content, pictures, and PDF; that is left out where it could not be made.

    Its size is 0 in a preview, which makes no PDF for a feed.
    """
    document = tools.library.document(item.content)
    size = tools.size_of(item.pdf) if item.pdf else None
    return Post(
        item.guid,
        tools.routes.absolute(item.route),
        document.language,
        document.headline,
        document.summary or document.lead,
        content_of(document, tools),
        moment(item.public_from, tools),
        moment(item.updated, tools),
        item.topics,
        File(tools.routes.absolute(item.pdf), PDF, words(document.language)["download_pdf"], size)
        if size is not None
        else None,
        media_of(document, tools),
        image_of(document, tools),
    )


def brief(item: Item, tools: Tools) -> Post:
    """Return a release as archives have it: nothing that an edit of its text alone could change."""
    listing = tools.library.listing(item.content)
    known = words(listing.language)["download_pdf"]
    return Post(
        item.guid,
        tools.routes.absolute(item.route),
        listing.language,
        listing.headline,
        listing.teaser,
        "",
        moment(item.public_from, tools),
        moment(item.updated, tools),
        item.topics,
        File(tools.routes.absolute(item.pdf), PDF, known) if item.pdf else None,
        (),
    )


def content_of(document: Document, tools: Tools) -> str:
    """Return the content as HTML with absolute addresses."""
    pictures = {asset.file: picture for asset in document.media if (picture := web_picture(asset))}
    sources = {file: tools.routes.absolute(picture.path) for file, picture in pictures.items()}
    body, rest = body_and_rest(document, sources, anchored=False)
    placed = {part.name for part in body}
    content = tools.template("page/feed_item.html").render(
        doc=document,
        words=words(document.language),
        body=body,
        pictures=pictures,
        unplaced_quotes=rest,
        unplaced=[(a, sources[a.file]) for a in document.media if is_shown(a) and a.file not in placed],
        attribution=attribution,
        corrections=notices(document, tools),
    )
    return content.strip()


def is_shown(asset: MediaView) -> bool:
    """Tell whether there is a file that browsers draw."""
    picture = web_picture(asset)
    return picture is not None and kind_of(picture.path).startswith("image/") and kind_of(picture.path) != TIFF


def image_of(document: Document, tools: Tools) -> str:
    """Return the address of the picture that stands for a release, as websites show it; empty where it has none."""
    pictures = (web_picture(asset) for asset in document.media if is_shown(asset))
    return next((tools.routes.absolute(picture.path) for picture in pictures if picture), "")


def media_of(document: Document, tools: Tools) -> tuple[File, ...]:
    """Return the files of a release, each under a title of its own: equal titles mean the same thing (JSON Feed)."""
    files, titles = [], set[str]()
    for asset in document.media:
        if asset.digest:
            title = asset.caption or asset.alt or asset.file
            title = f"{title} ({asset.file})" if title in titles else title
            titles.add(title)
            url, sizes = tools.routes.absolute(asset.path), (asset.size_bytes, asset.width_px, asset.height_px)
            files.append(File(url, kind_of(asset.file), title, *sizes, asset.credit, asset.rights))
    return tuple(files)


def credited(file: File, language: str) -> str:
    """Return the title of a file with its credit and what may be done with it."""
    credit = words(language)["photo_credit"].format(credit=file.credit) if file.credit else ""
    return " – ".join(part for part in (file.title, credit, file.rights) if part)


def kind_of(file: str) -> str:
    """Return the media type of a file by its name."""
    return KINDS.get(os.path.splitext(file)[1].lower(), "application/octet-stream")


def moment(seconds: int, tools: Tools) -> datetime:
    """Return a moment in the newsroom's zone; in UTC where that was not yet off by whole minutes, as RFC 3339 wants."""
    there = datetime.fromtimestamp(seconds, tools.routes.settings.time_zone)
    offset = there.utcoffset()
    return there.astimezone(UTC) if offset and offset.total_seconds() % 60 else there
