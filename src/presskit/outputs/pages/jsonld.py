"""Pages as data for search engines: JSON-LD with the words of schema.org, safe inside a script element."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

from pydantic_core import to_json

from presskit.outputs.pages.navigation import CARD_PX
from presskit.outputs.writing.release_data import changed_last, moment_in_utc, public_from

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from presskit.planning.routes import Routes
    from presskit.planning.views import ContactView, Document, Link, MediaView, QuoteView, Site

ARTICLE = "#content"  # the fragment of what a page is about, its main element
NEWSROOM = "/#newsroom"
URL = re.compile(r"https?://[^\s<>\"'()]*[^\s<>\"'().,;:!?]")
# In a script element `<` could end it or open a comment; the last two end a line in old scripts (ECMA-262 before 2019).
UNSAFE = {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"}


PUBLISHERS_KEPT = 500
PUBLISHERS: dict[tuple[str, Site, tuple[ContactView, ...]], bytes] = {}


class Beside(NamedTuple):
    """What stands beside a release's page: other editions, and files by path.

    `pdf_bytes` is None where it is not known; `card` is the path of the preview picture; both paths may be empty.
    """

    dateline: str
    alternates: Sequence[Link] = ()
    pdf: str = ""
    pdf_bytes: int | None = None
    card: str = ""


def release_graph(document: Document, routes: Routes, beside: Beside) -> str:
    """Return the JSON-LD of a release's page; values that are empty are left out."""
    url = routes.absolute(routes.release(document))
    head, rest = _article(document, url, routes, beside), _parts(document, url, routes, beside)
    return _safe(_joined(to_json(_filled(head)), _publisher(routes, document.contacts), to_json(_filled(rest))))


def _article(document: Document, url: str, routes: Routes, beside: Beside) -> dict[str, Any]:
    """Return what a release says of itself."""
    published = public_from(document)
    return {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "@id": url + ARTICLE,
        "url": url,
        "mainEntityOfPage": url,
        "inLanguage": document.language,
        "isAccessibleForFree": True,
        "headline": document.headline,
        "alternativeHeadline": document.subheadline,
        "description": document.summary or document.lead,
        "dateline": beside.dateline,
        "datePublished": published,
        "dateModified": modified(document, published),
        "articleSection": document.topics[0] if document.topics else "",
        "keywords": document.topics,
        "author": {"@id": routes.site.base_url + NEWSROOM},
    }


def _parts(document: Document, url: str, routes: Routes, beside: Beside) -> dict[str, Any]:
    """Return what a release is made of, and what stands beside it."""
    corrections = document.corrections
    return {
        "image": _images(document, beside, routes),
        "hasPart": [quotation(quote, url) for quote in document.quotes],
        "creativeWorkStatus": "Retracted" if any(c.severity == "retraction" for c in corrections) else "",
        "correction": [{"@type": "CorrectionComment", "text": c.note, "datePublished": c.on} for c in corrections],
        **dict(_translations(document, beside.alternates, routes)),
        "encoding": _encoding(routes.absolute(beside.pdf), beside.pdf_bytes) if beside.pdf else "",
    }


def _publisher(routes: Routes, contacts: tuple[ContactView, ...]) -> bytes:
    """Return the newsroom as a member of an object; many releases name the same contacts."""
    key = (routes.settings.base_url, routes.site, contacts)
    if key not in PUBLISHERS:
        if len(PUBLISHERS) > PUBLISHERS_KEPT:
            PUBLISHERS.clear()
        PUBLISHERS[key] = to_json({"publisher": organization(routes, contacts)})
    return PUBLISHERS[key]


def _joined(*objects: bytes) -> str:
    """Return JSON objects as one, with the members of all."""
    return "{" + b",".join(one[1:-1] for one in objects if len(one) > len(b"{}")).decode() + "}"


def site_graph(routes: Routes, home: str, language: str, tagline: str) -> str:
    """Return the JSON-LD of a front page: the newsroom as a site and as whose it is."""
    site = {
        "@context": "https://schema.org",
        "@type": "WebSite",
        "@id": routes.absolute(home) + ARTICLE,
        "url": routes.absolute(home),
        "name": routes.site.name,
        "description": tagline,
        "inLanguage": language,
        "publisher": organization(routes),
    }
    return in_script(_filled(site))


def speaker_graph(routes: Routes, home: str, language: str, quote: QuoteView) -> str:
    """Return the JSON-LD of a speaker's page, by the newest quote; roles are those of their days, so none is here."""
    url = routes.absolute(home)
    person = {"@type": "Person", "@id": url + "#person", "name": quote.name, "url": url, "sameAs": quote.same_as}
    page = {
        "@context": "https://schema.org",
        "@type": "ProfilePage",
        "@id": url + ARTICLE,
        "url": url,
        "inLanguage": language,
        "mainEntity": _filled(person),
        "publisher": {"@id": routes.site.base_url + NEWSROOM},
    }
    return in_script(page)


def in_script(value: dict[str, Any]) -> str:
    """Return a value as JSON that no HTML parser takes for anything else."""
    return _safe(to_json(value).decode())  # five times as quick as json.dumps


def _safe(text: str) -> str:
    for character, escape in UNSAFE.items():
        text = text.replace(character, escape)
    return text


def _filled(value: dict[str, Any]) -> dict[str, Any]:
    """Return a value without what is empty."""
    return {key: inner for key, inner in value.items() if inner}


def modified(document: Document, published: str) -> str:
    """Return the moment of the last correction after publication, or else that of publication."""
    if not document.corrections:
        return published
    last = max((correction.on for correction in document.corrections), key=moment_in_utc)
    return last if changed_last(document) >= moment_in_utc(published) else published


def organization(routes: Routes, contacts: Sequence[ContactView] = ()) -> dict[str, Any]:
    """Return the newsroom; where no contacts are named, with its own phone and address."""
    site = routes.site
    return _filled(
        {
            "@type": "Organization",
            "@id": site.base_url + NEWSROOM,
            "name": site.name,
            "url": site.base_url + "/",
            "sameAs": site.website if site.website.startswith("http") else "",
            "logo": routes.absolute(site.logo) if site.logo else "",
            "contactPoint": list(map(_contact, contacts)) or _own_contact(site),
        }
    )


def _contact(contact: ContactView) -> dict[str, Any]:
    told = {"name": contact.name, "telephone": contact.phone, "email": contact.email}
    return _filled({"@type": "ContactPoint", "contactType": "press", **told})


def _own_contact(site: Site) -> dict[str, Any] | str:
    if not (site.phone or site.email):
        return ""
    return _filled({"@type": "ContactPoint", "contactType": "press", "telephone": site.phone, "email": site.email})


def _images(document: Document, beside: Beside, routes: Routes) -> list[dict[str, Any]]:
    """Return the release's pictures, or else the card that stands for it."""
    images = [_image(asset, routes) for asset in document.media if asset.width_px and asset.digest]
    if images or not beside.card:
        return images
    size = {"width": CARD_PX[0], "height": CARD_PX[1]}
    return [{"@type": "ImageObject", "contentUrl": routes.absolute(beside.card), **size}]


def _image(asset: MediaView, routes: Routes) -> dict[str, Any]:
    licence = URL.search(asset.rights) if "://" in asset.rights else None
    return _filled(
        {
            "@type": "ImageObject",
            "contentUrl": routes.absolute(asset.path),
            "width": asset.width_px,
            "height": asset.height_px,
            "caption": asset.caption or asset.alt,
            "creditText": asset.credit,
            "copyrightNotice": asset.rights,
            "license": licence[0] if licence else "",
        }
    )


def quotation(quote: QuoteView, url: str) -> dict[str, Any]:
    """Return a quote under its address in the page."""
    return _filled(
        {
            "@type": "Quotation",
            "url": f"{url}#quote-{quote.id}",
            "text": quote.text,
            "inLanguage": quote.language,
            "spokenByCharacter": _person(quote) if quote.name else "",
            "translationOfWork": _original(quote) if quote.original_language else "",
        }
    )


def _original(quote: QuoteView) -> dict[str, Any]:
    """Return what was really said, as far as it was written down, and in which language."""
    return _filled({"@type": "Quotation", "text": quote.original, "inLanguage": quote.original_language})


def _person(quote: QuoteView) -> dict[str, Any]:
    employer = {"@type": "Organization", "name": quote.organisation} if quote.organisation else ""
    told = {"name": quote.name, "jobTitle": quote.role, "worksFor": employer, "sameAs": quote.same_as}
    return _filled({"@type": "Person", **told})


def _translations(document: Document, others: Sequence[Link], routes: Routes) -> Iterator[tuple[str, Any]]:
    """Yield how editions relate: the one in the newsroom's own language is the original of the others."""
    own = routes.site.language
    works = [
        {"@type": "NewsArticle", "@id": routes.absolute(other.route) + ARTICLE, "inLanguage": other.language}
        for other in others
        if own in (document.language, other.language)
    ]
    if works and document.language == own:
        yield "workTranslation", works
    elif works:
        yield "translationOfWork", works[0]


def _encoding(url: str, size: int | None) -> dict[str, Any]:
    told = {"@type": "MediaObject", "encodingFormat": "application/pdf", "contentUrl": url}
    return {**told, "contentSize": f"{size} B"} if size else told
