"""Stylesheet, script, fonts and logo of the site, named by what is in them."""

from __future__ import annotations

import os
import re
from hashlib import blake2b
from typing import TYPE_CHECKING, NamedTuple

from presskit.config.colour import readable
from presskit.outputs import fonts
from presskit.planning.plan import Artifact
from presskit.planning.views import Site

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from presskit.model.newsroom import Newsroom, Settings
    from presskit.outputs.layouts import Layouts
    from presskit.outputs.tools import Tools
    from presskit.planning.routes import Routes

VERSION = 1
SHOWS = "site"
LAYOUTS: tuple[str, ...] = ()
ACCENT = re.compile(r"--accent:\s*(#[0-9a-fA-F]{6})\b")
SHIPPED_ACCENT, DARK_PAPER = "#0a5a66", "#131618"
STYLE, SCRIPT = "page/style.css", "page/site.js"
SEARCH_FILES = ("page/search.js", "page/search.css")


class AssetView(NamedTuple):
    """One asset: `kind` is style, script, font or file; `name` says which."""

    kind: str
    name: str
    path: str


def site_of(settings: Settings, layouts: Layouts, root: str) -> Site:
    """Return what every page shows of the newsroom, with the paths of its assets."""
    return Site(
        name=settings.name,
        tagline=settings.tagline.to(settings.language),
        base_url=settings.base_url,
        language=settings.language,
        languages=settings.languages,
        address=settings.address,
        phone=settings.phone,
        email=settings.email,
        website=settings.website,
        imprint_url=settings.imprint_url,
        privacy_url=settings.privacy_url,
        logo=_logo(settings, root),
        stylesheet=_named("style", ".css", stylesheet(layouts, settings.colour).encode()),
        script=_named("site", ".js", layouts.text(SCRIPT).encode()),
        fonts=tuple(f"assets/fonts/{fonts.file_name(face, 'woff2')}" for face in fonts.WEB_FACES),
        time_zone=settings.time_zone_name,
        services=tuple(name for name in ("contacts", "subscribe", "search") if settings.wants(name)),
        has_lists=settings.wants("lists"),
        colour=settings.colour or accent(layouts),
        has_card=settings.wants("card"),
    )


def search_files(layouts: Layouts) -> tuple[str, ...]:
    """Return the paths of what only the search page loads: its script and its style."""
    return tuple(_named("search", name[name.rindex(".") :], layouts.text(name).encode()) for name in SEARCH_FILES)


def _named(stem: str, ending: str, content: bytes) -> str:
    return f"assets/{stem}.{blake2b(content, digest_size=5).hexdigest()}{ending}"


def _logo(settings: Settings, root: str) -> str:
    if not settings.logo:
        return ""
    with open(logo_file(settings.logo, root), "rb") as file:
        return _named("logo", os.path.splitext(settings.logo)[1].lower(), file.read())


def logo_file(logo: str, root: str) -> str:
    """Return the absolute path of the newsroom's logo."""
    return os.path.join(root, logo)


def stylesheet(layouts: Layouts, colour: str = "") -> str:
    """Return the site's stylesheet with the rules that load its fonts, and with the newsroom's own colour."""
    from rcssmin import cssmin

    rules = font_rules("fonts", "woff2") + layouts.text(STYLE) + (_colour_rules(colour) if colour else "")
    return f"{cssmin(rules)}\n"


def accent(layouts: Layouts) -> str:
    """Return the colour that the stylesheet calls its accent in the light."""
    found = ACCENT.search(layouts.text(STYLE))
    return found[1].lower() if found else SHIPPED_ACCENT


def _colour_rules(colour: str) -> str:
    """Return the rules of an accent of the newsroom's own; in the dark it is as light as it must be to be read."""
    light = readable(colour, DARK_PAPER, "#ffffff")
    return (
        f"\n:root {{ --accent: {colour} }}\n@media (prefers-color-scheme: dark) {{ :root {{ --accent: {light} }} }}\n"
        "@media print { :root { --accent: #000 } }\n"
    )


def font_rules(folder: str, flavour: fonts.Flavour, faces: Sequence[fonts.Face] = ()) -> str:
    """Return the @font-face rules for faces at an address: those given, or all of a flavour."""
    faces = faces or (fonts.WEB_FACES if flavour == "woff2" else fonts.PRINT_FACES)
    return "".join(
        f'@font-face {{ font-family: "{face.family}"; font-weight: {face.weight} {face.heaviest or ""}; '
        f"font-style: {'italic' if face.italic else 'normal'}; font-display: swap; "
        f"src: url({folder}/{fonts.file_name(face, flavour)}); }}\n"
        for face in faces
    )


def plan(newsroom: Newsroom, routes: Routes) -> Iterator[Artifact]:
    """Want what pages load, where there are pages."""
    site, wanted = routes.site, newsroom.settings.outputs
    if wanted is not None and not {"page", "index"} & set(wanted):
        return
    yield Artifact(site.stylesheet, "assets", AssetView("style", STYLE, site.stylesheet))
    yield Artifact(site.script, "assets", AssetView("script", SCRIPT, site.script))
    for path in site.fonts:
        yield Artifact(path, "assets", AssetView("font", os.path.basename(path), path))
    if site.logo:
        yield Artifact(site.logo, "assets", AssetView("file", newsroom.settings.logo, site.logo))


def render(view: AssetView, tools: Tools) -> bytes:
    """Return the bytes of the asset."""
    if view.kind == "style":
        return stylesheet(tools.layouts, tools.routes.settings.colour).encode()
    if view.kind == "script":
        return tools.layouts.text(view.name).encode()
    path = _font(view.name, tools) if view.kind == "font" else logo_file(view.name, tools.root)
    with open(path, "rb") as file:
        return file.read()


def _font(name: str, tools: Tools) -> str:
    folder = os.path.join(tools.state, "fonts")
    faces = [face for face in fonts.WEB_FACES if fonts.file_name(face, "woff2") == name]
    return fonts.cut(faces, folder, "woff2")[0]
