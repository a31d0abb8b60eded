"""An edition: one release in one language, as it was written."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from presskit.model.people import NOWHERE
from presskit.model.wording import is_wording
from presskit.problems import Span

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime

    from presskit.model.people import Person

Status = Literal["draft", "ready"]
ApprovalState = Literal["approved", "open", "void"]


@dataclass(frozen=True, slots=True)
class Embargo:
    """Not public before `until`, an aware moment; `until` itself is public."""

    until: datetime
    note: str = ""


@dataclass(frozen=True, slots=True)
class Attribution:
    """How a speaker is named in one release: a snapshot of the day."""

    name: str
    role: str = ""
    organisation: str = ""


@dataclass(frozen=True, slots=True)
class Approval:
    """The consent of the person quoted: who gave it, on which day, and the fingerprint of the words (wording.py)."""

    by: str
    on: date
    wording: str
    span: Span = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Original:
    """What a translated quote was translated from: the language, and the words where they were written down."""

    language: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class Quote:
    """Exact words; `speaker` is a key of people.toml or empty when the attribution was written out.

    `role` and `organisation` say which of several roles of the speaker is meant; empty they leave it open.
    """

    id: str
    text: str
    speaker: str = ""
    attribution: Attribution | None = None
    span: Span = field(default=NOWHERE, compare=False)
    speaker_span: Span = field(default=NOWHERE, compare=False)
    approved: Approval | None = None
    text_span: Span = field(default=NOWHERE, compare=False)
    role: str = ""
    organisation: str = ""
    original: Original | None = None

    @property
    def is_approved(self) -> bool:
        """Whether somebody agreed to these very words."""
        return self.approved is not None and is_wording(self.text, self.approved.wording)

    @property
    def approval_state(self) -> ApprovalState:
        """Whether nobody agreed yet, or to other words, or to these."""
        return "open" if self.approved is None else "approved" if self.is_approved else "void"


@dataclass(frozen=True, slots=True)
class MediaAsset:
    """A picture of a release: what it tells, what replaces it, who made it, what is allowed.

    `size_px` is width and height as seen, `digest` and `sha256` stand for the bytes; empty when the file cannot
    be shown. `kind` is photo, graphic (transparent, or of few colours), moving or drawing.
    """

    file: str
    alt: str = ""
    caption: str = ""
    credit: str = ""
    rights: str = ""
    size_px: tuple[int, int] = (0, 0)
    digest: str = ""
    sha256: str = ""
    size_bytes: int = 0
    kind: str = ""
    span: Span = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Correction:
    """Changed and said so: when, how much, what."""

    on: datetime
    severity: str
    note: str


@dataclass(frozen=True, slots=True)
class Reference:
    """A place in the body that a quote or figure is put at; `block` when it stands alone on its line."""

    kind: Literal["quote", "figure"]
    target: str
    block: bool
    span: Span = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Quotation:
    """Somebody's words in the running text, without the marks; `attribution` is the phrase that says whose, if any."""

    text: str
    attribution: str
    is_first: bool
    span: Span = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Body:
    """CommonMark with references; `lead` is the first paragraph as plain text.

    `characters` counts the text with spaces, without what stands at the references.
    """

    markdown: str
    lead: str = ""
    references: tuple[Reference, ...] = ()
    characters: int = 0


@dataclass(frozen=True, slots=True)
class Edition:
    """One release in one language: one file.

    `published` is the aware moment of the date line (midnight in the newsroom's zone where no time was written).
    """

    source: str
    id: str
    language: str
    slug: str
    headline: str
    published: datetime
    body: Body
    status: Status = "draft"
    kicker: str = ""
    subheadline: str = ""
    place: str = ""
    summary: str = ""
    embargo: Embargo | None = None
    topics: tuple[str, ...] = ()
    contacts: tuple[str, ...] = ()
    boilerplates: tuple[str, ...] = ()
    quotes: tuple[Quote, ...] = ()
    media: tuple[MediaAsset, ...] = ()
    corrections: tuple[Correction, ...] = ()
    spans: dict[str, Span] = field(default_factory=dict, compare=False)
    quotations: tuple[Quotation, ...] = field(default=(), compare=False)

    @property
    def day(self) -> date:
        """The day of the date line, in the newsroom's zone."""
        return self.published.date()

    @property
    def public_from(self) -> datetime | None:
        """The first moment at which the edition is public; None while it is a draft."""
        if self.status == "draft":
            return None
        return max(self.published, self.embargo.until) if self.embargo else self.published

    def span_of(self, key: str) -> Span:
        """Return where a key of the front matter was written, or the file."""
        return self.spans.get(key) or Span(self.source)

    def span_in_body(self, start: int, length: int) -> Span:
        """Return where a part of the body was written, or the file where what is hidden in it moved the rest."""
        body = self.spans.get("body")
        if body is None:
            return Span(self.source)
        before = self.body.markdown[:start]
        return Span(self.source, body.line + before.count("\n"), start - before.rfind("\n"), length)


def attribution_of(quote: Quote, people: Mapping[str, Person], day: date, language: str) -> Attribution | None:
    """Return the attribution on the day: written out, or from people.toml; None for an unknown speaker."""
    if quote.attribution:
        return quote.attribution
    person = people.get(quote.speaker)
    if person is None:
        return None
    role = person.role_on(day, quote.role, quote.organisation)
    if role is None:
        return Attribution(person.full_name)
    return Attribution(person.full_name, role.role.to(language), role.organisation.to(language))
