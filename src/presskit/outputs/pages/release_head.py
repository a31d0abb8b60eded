"""What only machines read of a release's page: JSON-LD, and what is shown where its link is shared."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from presskit.i18n import territory_of
from presskit.outputs.pages.jsonld import Beside, modified, release_graph
from presskit.outputs.pages.navigation import card_picture
from presskit.outputs.writing.release_data import public_from
from presskit.planning.renditions import original, web_picture

if TYPE_CHECKING:
    from presskit.planning.routes import Routes
    from presskit.planning.views import Document

__all__ = ["Beside", "release_head"]


def release_head(document: Document, routes: Routes, beside: Beside) -> dict[str, Any]:
    """Return what the head of a release's page asks for."""
    published = public_from(document)
    return {
        "graph": Markup(release_graph(document, routes, beside)),
        "published": published,
        "modified": modified(document, published),
        "shared": _shared(document, beside, routes),
        "locale": territory_of(document.language),
        "other_locales": [territory_of(other.language) for other in beside.alternates],
    }


def _shared(document: Document, beside: Beside, routes: Routes) -> dict[str, Any] | None:
    """Return the picture that stands for the page where its link is shared: the card, or else the first picture."""
    if beside.card:
        return card_picture(routes, beside.card, document.headline)
    first = next((asset for asset in document.media if asset.digest and asset.width_px), None)
    if first is None:
        return None
    path, width, height, _ = web_picture(first) or original(first)
    return {"url": routes.absolute(path), "width": width, "height": height, "alt": first.alt}
