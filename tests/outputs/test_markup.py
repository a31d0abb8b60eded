"""A body as HTML."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from outputs.conftest import EMPTY
from presskit.outputs.tools import body_parts

if TYPE_CHECKING:
    from collections.abc import Callable

CONSTRUCTS = {
    "first paragraph is the lead": ("Eins.\n\nZwei.", '<p class="lead">Eins.</p>\n<p>Zwei.</p>'),
    "line end is a space to the reader": ("a\nb", '<p class="lead">a\nb</p>'),
    "two spaces break the line": ("a  \nb", '<p class="lead">a<br>\nb</p>'),
    "backslash breaks the line": ("a\\\nb", '<p class="lead">a<br>\nb</p>'),
    "emphasis": ("*a* _b_", '<p class="lead"><em>a</em> <em>b</em></p>'),
    "strong": ("**a** __b__", '<p class="lead"><strong>a</strong> <strong>b</strong></p>'),
    "both": ("***a***", '<p class="lead"><em><strong>a</strong></em></p>'),
    "strikethrough": ("~~a~~", '<p class="lead"><del>a</del></p>'),
    "code": ("`a < b`", '<p class="lead"><code>a &lt; b</code></p>'),
    "fenced code": ("```html\n<a> & b\n```", "<pre><code>&lt;a&gt; &amp; b\n</code></pre>"),
    "indented code": ("    a < b", "<pre><code>a &lt; b</code></pre>"),
    "heading of level one is one of two": ("# A", "<h2>A</h2>"),
    "headings leave no level out": ("# A\n\n#### B\n\n## C", "<h2>A</h2>\n<h3>B</h3>\n<h2>C</h2>"),
    "underlined heading": ("A\n===", "<h2>A</h2>"),
    "rule": ("a\n\n---\n\nb", '<p class="lead">a</p>\n<hr>\n<p>b</p>'),
    "list": ("- a\n- b", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>"),
    "numbered list": ("1. a\n2. b", "<ol>\n<li>a</li>\n<li>b</li>\n</ol>"),
    "list that begins later": ("3. a\n4. b", '<ol start="3">\n<li>a</li>\n<li>b</li>\n</ol>'),
    "nested list": ("- a\n  - b", "<ul>\n<li>a<ul>\n<li>b</li>\n</ul>\n</li>\n</ul>"),
    "loose list": ("- a\n\n- b", "<ul>\n<li><p>a</p>\n</li>\n<li><p>b</p>\n</li>\n</ul>"),
    "block quotation": ("> a\n> b", "<blockquote>\n<p>a\nb</p>\n</blockquote>"),
    "link": ("[a](https://b.example)", '<p class="lead"><a href="https://b.example">a</a></p>'),
    "link with a title": (
        '[a](https://b.example "T & \\"U\\"")',
        '<p class="lead"><a href="https://b.example" title="T &amp; &quot;U&quot;">a</a></p>',
    ),
    "link by reference": ("[a][r]\n\n[r]: https://b.example", '<p class="lead"><a href="https://b.example">a</a></p>'),
    "link in angles": ("<https://b.example>", '<p class="lead"><a href="https://b.example">https://b.example</a></p>'),
    "address in angles": ("<a@b.example>", '<p class="lead"><a href="mailto:a@b.example">a@b.example</a></p>'),
    "phone": ("[a](tel:+4923155)", '<p class="lead"><a href="tel:+4923155">a</a></p>'),
    "special characters": ("a < b > c & d \"e\" 'f'", '<p class="lead">a &lt; b &gt; c &amp; d "e" \'f\'</p>'),
    "entity": ("&copy; &lt; &#8211;", '<p class="lead">© &lt; –</p>'),
    "escaped stars": (r"\*a\*", '<p class="lead">*a*</p>'),
    "no smart typography": ('"a" -- b... (c)', '<p class="lead">"a" -- b... (c)</p>'),
    "emoji and astral signs": ("🎉 𝔘", '<p class="lead">🎉 𝔘</p>'),
}


@pytest.mark.parametrize(("markdown", "html"), CONSTRUCTS.values(), ids=CONSTRUCTS)
def test_construct_becomes_html(markdown: str, html: str, html_of: Callable[..., str]) -> None:
    assert html_of(markdown) == html


HOSTILE = {
    "javascript": "[a](javascript:alert(1))",
    "javascript in capitals": "[a](JaVaScRiPt:alert(1))",
    "javascript with a tab": "[a](<java\tscript:alert(1)>)",
    "javascript by entity": "[a](&#106;avascript:alert&#40;1&#41;)",
    "data": "[a](data:text/html;base64,PHNjcmlwdD4=)",
    "vbscript": "[a](vbscript:msgbox)",
    "file": "[a](file:///etc/passwd)",
    "relative": "[a](../../secret)",
    "absolute path": "[a](/admin)",
    "protocol-relative": "[a](//evil.example)",
    "no address": "[a]()",
    "by reference": "[a][r]\n\n[r]: javascript:alert(1)",
    "no host": "[a](http://)",
    "port that is no number": "[a](https://b.example:port/)",
    "half an address of IPv6": "[a](https://[::1/)",
    "backslash that a browser takes for a slash": "[a](https://b.example\\\\@evil.example)",
}


@pytest.mark.parametrize("markdown", HOSTILE.values(), ids=HOSTILE)
def test_hostile_link_leaves_its_text(markdown: str, html_of: Callable[..., str]) -> None:
    assert html_of(markdown) == '<p class="lead">a</p>'


def test_hostile_address_in_angles_stays_text(html_of: Callable[..., str]) -> None:
    assert html_of("<javascript:alert(1)>") == '<p class="lead">javascript:alert(1)</p>'


def test_address_cannot_leave_its_attribute(html_of: Callable[..., str]) -> None:
    html = html_of("[a](https://b.example/\"onmouseover='x'<>)")
    assert '"onmouseover' not in html


ODD = {
    "marks": ('https://b.example/<"x">', "https://b.example/%3C%22x%22%3E"),
    "brackets": ("https://b.example/?a[]=1|2", "https://b.example/?a%5B%5D=1%7C2"),
    "percent sign": ("https://b.example/100%", "https://b.example/100%25"),
    "what is written as it must be": ("https://b.example/a%20b?c=d&e#f", "https://b.example/a%20b?c=d&amp;e#f"),
    "umlaut": ("https://bücher.example/ü", "https://bücher.example/ü"),
    "address of IPv6": ("http://[::1]:80/", "http://[::1]:80/"),
    "mail": ("mailto:a@b.example?subject=<b>", "mailto:a@b.example?subject=%3Cb%3E"),
}


@pytest.mark.parametrize(("written", "address"), ODD.values(), ids=ODD)
def test_what_has_no_place_in_an_address_is_percent_encoded(
    written: str, address: str, html_of: Callable[..., str]
) -> None:
    markdown = "`x` [a](<{}>)".format(re.sub("[<>]", r"\\\g<0>", written))
    assert html_of(markdown) == f'<p class="lead"><code>x</code> <a href="{address}">a</a></p>'


def test_link_in_a_link_is_its_text(html_of: Callable[..., str]) -> None:
    link = '<a href="https://b.example">a https://c.example</a>'
    other = '<a href="https://d.example">https://d.example</a>'
    html = html_of("[a <https://c.example>](https://b.example) <https://d.example>")
    assert html == f'<p class="lead">{link} {other}</p>'


RAW = {
    "block": ("<script>alert(1)</script>", "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>"),
    "inline": ("a <b>c</b>", '<p class="lead">a &lt;b&gt;c&lt;/b&gt;</p>'),
    "image with a handler": ("<img src=x onerror=alert(1)>", "<p>&lt;img src=x onerror=alert(1)&gt;</p>"),
    "comment block": ("<!-- nur intern -->\n\nText.", '<p class="lead">Text.</p>'),
    "comment in a line": ("Vor <!-- intern --> nach.", '<p class="lead">Vor  nach.</p>'),
    "comment over lines": ("<!-- intern\n\nauch intern -->\n\nText.", '<p class="lead">Text.</p>'),
    "comment that is not closed": ("<!-- intern\n\nauch intern", ""),
    "comment beside an element": ("<div><!-- intern --></div>", "<p>&lt;div&gt;&lt;/div&gt;</p>"),
}


@pytest.mark.parametrize(("markdown", "html"), RAW.values(), ids=RAW)
def test_raw_html_is_text_and_comments_are_nothing(markdown: str, html: str, html_of: Callable[..., str]) -> None:
    assert html_of(markdown) == html


def test_picture_in_markdown_leaves_its_text(html_of: Callable[..., str]) -> None:
    assert html_of("![Ein Bild](https://tracker.example/x.png)") == '<p class="lead">Ein Bild</p>'


TABLE = "| Wer | Was | Wie viel |\n|:---|:---:|---:|\n| a | *b* | 3 € |\n"


def test_table_has_headings_and_sides(html_of: Callable[..., str]) -> None:
    assert html_of(TABLE) == (
        '<div class="table" role="group" tabindex="0"><table>\n'
        '<thead><tr><th scope="col" class="left">Wer</th><th scope="col" class="center">Was</th>'
        '<th scope="col" class="right">Wie viel</th></tr></thead>\n'
        '<tbody>\n<tr><td class="left">a</td><td class="center"><em>b</em></td><td class="right">3 €</td></tr>\n'
        "</tbody></table></div>"
    )


def test_table_in_print_does_not_scroll(html_of: Callable[..., str]) -> None:
    assert html_of(TABLE, in_print=True).startswith("<table>\n<thead>")


NOTE = "Text.[^n] Noch einer.[^m]\n\n[^m]: Zweite.\n\n[^n]: Erste.\n"


def test_footnotes_are_numbered_as_they_are_referred_to(html_of: Callable[..., str]) -> None:
    html = html_of(NOTE)
    assert html.index('<li id="fn-1"><p>Erste.</p>') < html.index('<li id="fn-2"><p>Zweite.</p>')


def test_footnote_links_to_its_text(html_of: Callable[..., str]) -> None:
    assert '<a href="#fn-1" id="fnref-1" role="doc-noteref">1</a>' in html_of(NOTE)


def test_footnote_in_a_feed_has_no_link(html_of: Callable[..., str]) -> None:
    assert '<sup class="footnote">1</sup>' in html_of(NOTE, anchored=False)


def test_footnote_that_nobody_refers_to_is_left_out(html_of: Callable[..., str]) -> None:
    assert html_of("Text.\n\n[^n]: Nie.") == '<p class="lead">Text.</p>'


def test_footnote_does_not_become_the_lead(html_of: Callable[..., str]) -> None:
    assert html_of("[^n]: Note.\n\nText.[^n]").startswith('<p class="lead">Text.')


def test_block_quote_stands_between_the_prose(html_of: Callable[..., str]) -> None:
    assert html_of("A.\n\n::quote[eins]\n\nB.") == '<p class="lead">A.</p>\n[quote eins: „Gut so.“]\n<p>B.</p>'


def test_each_paragraph_of_a_quote_opens_and_the_last_closes(html_of: Callable[..., str]) -> None:
    assert html_of("::quote[zwei]") == "[quote zwei: „Erster Absatz. | „Zweiter Absatz.“]"


def test_inline_quote_stands_in_marks(html_of: Callable[..., str]) -> None:
    html = '<p class="lead">Er sagt: <q class="quote" id="quote-eins" data-quote="eins">„Gut so.“</q></p>'
    assert html_of("Er sagt: :quote[eins]") == html


def test_words_of_an_inline_quote_are_escaped(html_of: Callable[..., str]) -> None:
    assert '„&lt;b&gt;fett&lt;/b&gt; &amp; "frech"“' in html_of("Er sagt :quote[drei].")


def test_figure_stands_between_the_prose(html_of: Callable[..., str]) -> None:
    assert html_of("A.\n\n::figure[bild.png]\n\nB.") == '<p class="lead">A.</p>\n[figure bild.png]\n<p>B.</p>'


@pytest.mark.parametrize("markdown", ["::quote[nie]", "Er sagt :quote[nie].", "::figure[nie.png]"])
def test_reference_to_nothing_is_shown_as_it_stands(markdown: str, html_of: Callable[..., str]) -> None:
    assert html_of(markdown) == f'<p class="lead">{markdown}</p>'


def test_reference_in_code_stays_code(html_of: Callable[..., str]) -> None:
    assert html_of("`:quote[eins]`") == '<p class="lead"><code>:quote[eins]</code></p>'


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("Eine E-Mail.", 'Eine <span class="nb">E-Mail.</span>'),
        ("Mess- und Regeltechnik", "Mess- und Regeltechnik"),
        ("Ein-/Ausgabe und/oder 2021–2023", " ".join(f'<span class="nb">{w}</span>' for w in
                                                      ("Ein-/Ausgabe", "und/oder", "2021–2023"))),
        ("U.S.-based it—was", '<span class="nb">U.S.-based</span> <span class="nb">it—was</span>'),
        ("Donau\u200bdampf\u200bschiff", '<span class="nb">Donau\u200bdampf\u200bschiff</span>'),
        ("Das „Spiel“, z.B. 1.250 €, Herr/", "Das „Spiel“, z.B. 1.250 €, Herr/"),
        ("Dr.\u00a0Ada\u00a0Bei-Spiel liest", '<span class="nb">Dr. Ada Bei-Spiel</span> liest'),
        ("\u00a0".join(["wort"] * 9) + "\u00a0Ein-/Aus", "wort " * 9 + '<span class="nb">Ein-/Aus</span>'),
        ("Weich\u00adheit", "Weichheit"),
        ("1 \u00a0 \u00a02-a", '1    <span class="nb">2-a</span>'),
        ("**5**\u00a0%", '<strong>5</strong><span class="nb"> %</span>'),
        ("`--mit-strich`", '<code><span class="nb">--mit-strich</span></code>'),
        ("a-" * 21 + "a", f'<span class="longer">{"a-" * 21}a</span>'),
    ],
)  # fmt: skip
def test_word_in_which_a_line_could_end_is_kept_whole_in_print(
    written: str, kept: str, html_of: Callable[..., str]
) -> None:
    assert html_of(written, in_print=True) == f'<p class="lead">{kept}</p>'


def test_inline_quote_in_marks_is_not_kept_on_one_line(html_of: Callable[..., str]) -> None:
    html = html_of("Er sagt „:quote[eins]“.", in_print=True)
    assert html == '<p class="lead">Er sagt „<q class="quote" data-quote="eins">„Gut so.“</q>“.</p>'


def test_address_is_kept_whole_in_print(html_of: Callable[..., str]) -> None:
    link = '<a href="https://a-b.example/c-d"><span class="nb">https://a-b.example/c-d</span></a>'
    assert html_of("<https://a-b.example/c-d>", in_print=True) == f'<p class="lead">{link}</p>'


def test_an_inline_quote_in_another_language_names_it() -> None:
    english = replace(EMPTY, language="en", body="He said :quote[eins].")
    (part,) = body_parts(english, {})
    assert '<q class="quote" id="quote-eins" data-quote="eins" lang="de">' in str(part.html)


def test_list_in_print_is_told_its_first_number_so_that_weasyprint_listens(html_of: Callable[..., str]) -> None:
    assert '<ol start="3" style="counter-reset: list-item 2">' in html_of("3. a\n4. b", in_print=True)
