"""axe-core judges the page that is open in a browser: WCAG 2.2 AA and best practice."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from judges.installed import package

if TYPE_CHECKING:
    from end_to_end.browser import Page

TAGS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
RUN = """axe.run(document, {runOnly: %s, resultTypes: ['violations'], preload: false}).then((found) =>
    found.violations.flatMap((rule) => rule.nodes.map((node) => `${rule.id}: ${node.html} ${node.failureSummary}`)))"""


def barriers(page: Page) -> list[str]:
    """Return a line for each element that breaks a rule as the page is shown now."""
    if not page.ask("'axe' in window"):
        page.ask(package("axe-core/axe.min.js").read_text(encoding="utf-8") + ";1")
    return [str(line) for line in page.ask(RUN % json.dumps(TAGS))]
