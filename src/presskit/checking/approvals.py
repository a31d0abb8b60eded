"""Rules about approvals: what may not go out before the person quoted has agreed to these very words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from presskit.model.edition import attribution_of
from presskit.model.wording import difference, fingerprint
from presskit.problems import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from presskit.checking.room import Room
    from presskit.model.edition import Approval, Edition, Quote
    from presskit.problems import Severity

LONGEST_NAME = 60


def quotes_are_approved(edition: Edition, room: Room) -> Iterator[Problem]:
    """PK214, PK215: every quote of a release that is ready was approved, in these words."""
    severity = _severity(edition, room)
    for quote in edition.quotes:
        if quote.approved is None:
            if severity:
                yield _missing(quote, edition, room, severity)
        elif not quote.is_approved:
            yield _void(quote, quote.approved, edition, room, severity or "warning")


def _severity(edition: Edition, room: Room) -> Severity | None:
    """Return how grave a missing approval is; None for drafts, and for releases that are left in peace."""
    wanted, since = room.settings.require_approval, room.settings.approval_since
    if wanted == "off" or edition.status == "draft" or (since is not None and edition.day < since):
        return None
    return wanted


def _missing(quote: Quote, edition: Edition, room: Room, severity: Severity) -> Problem:
    who = _speaker(quote, edition, room)
    hint = f"when {who} has agreed: `presskit approve {edition.source} {quote.id} --by NAME`"
    hint += "; `approval_since` in presskit.toml leaves older releases in peace"
    return Problem("PK214", f"quote `{quote.id}` of {who} is not approved", quote.span, hint, severity)


def _void(quote: Quote, approval: Approval, edition: Edition, room: Room, severity: Severity) -> Problem:
    head = f"quote `{quote.id}` of {_speaker(quote, edition, room)} is not what was approved on {approval.on}"
    before = room.wording(approval.wording)
    told = difference(before, quote.text) if before else ""
    said = told or f"other words, not kept in approvals.jsonl ({approval.wording} is now {fingerprint(quote.text)})"
    hint = f"write what was approved again, or ask anew and `presskit approve {edition.source} {quote.id} --by NAME`"
    return Problem("PK215", f"{head}: {said}", quote.text_span, hint, severity)


def _speaker(quote: Quote, edition: Edition, room: Room) -> str:
    by = attribution_of(quote, room.people, edition.day, edition.language)
    return (by.name if by else quote.speaker)[:LONGEST_NAME]
