"""Every problem code: what it means, why it matters and what to do, for `presskit explain` and docs/problems.md."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Entry:
    """What there is to say of one code; `bad` and `good` are small examples, empty where none helps."""

    title: str
    why: str
    do: str
    bad: str = ""
    good: str = ""


GROUPS = {
    "1": "Files, keys and text",
    "2": "People and quotes",
    "3": "Pictures and other media",
    "4": "Dates and times",
    "5": "Languages",
    "6": "Layouts",
    "7": "Outputs",
    "8": "Delivery",
}

CATALOGUE = {
    "PK101": Entry(
        "the file is too large to be a release",
        "A release is text. A file of many megabytes is usually a picture or a scan that was saved under the wrong"
        " name, and reading it would hold up everything else.",
        "Put pictures beside the release and name them under `media:`. Keep the text itself below 1 MB.",
    ),
    "PK102": Entry(
        "the file is not UTF-8",
        "presskit reads UTF-8, so that ä, é and “ are the same characters everywhere. Older programs save other"
        " encodings, and guessing would publish wrong letters.",
        "Open the file in your editor and save it as UTF-8, without changing anything else.",
    ),
    "PK103": Entry(
        "there is no front matter",
        "Headline, date and status stand between two lines of `---` at the very top of the file. Without them nobody"
        " knows what the release is.",
        "Begin the file with `---` in the first column of the first line; nothing may stand before it, no"
        " space either.",
        "Weichen gestellt\n\nDortmund. Heute …",
        "---\nheadline: Weichen gestellt\ndate: 2011-11-28\n---\nHeute …",
    ),
    "PK104": Entry(
        "the front matter is not closed",
        "A second line of `---` says where the keys end and the text begins. Without it the whole text would be read"
        " as keys.",
        "Write `---` alone on a line between the last key and the text.",
        "---\nheadline: Weichen gestellt\n\nHeute …",
        "---\nheadline: Weichen gestellt\n---\nHeute …",
    ),
    "PK105": Entry(
        "the front matter is not YAML",
        "The keys are written in YAML, which is strict about colons, indentation and quotation marks. The place shown"
        " is where reading stopped; the cause may be a line above it.",
        "Put a text with `: ` in it, or one that begins with a special character, between quotation marks. Indent with"
        " spaces, never with tabs.",
        "headline: Kultur: ein neuer Anfang",
        'headline: "Kultur: ein neuer Anfang"',
    ),
    "PK106": Entry(
        "a key is given twice",
        "Only one of the two values could be used, and which one is a matter of luck.",
        "Keep one of the two lines.",
        "place: Dortmund\nplace: Essen",
        "place: Dortmund",
    ),
    "PK107": Entry(
        "the front matter is too long or too deep",
        "Front matter of a release has some dozen lines. What is far larger, or nests or repeats itself without end, is"
        " not read, so that one file cannot bring the newsroom to a halt.",
        "Move long text into the body, and write repeated values out instead of using YAML anchors.",
    ),
    "PK108": Entry(
        "the key is not known",
        "A key that presskit does not know does nothing. Most are typing errors, and then something is missing on the"
        " page.",
        "Correct the name of the key, or delete the line. docs/format.md lists all keys.",
        "headlin: Weichen gestellt",
        "headline: Weichen gestellt",
    ),
    "PK109": Entry(
        "the value is of another kind",
        "Each key takes one kind of value: a text, a list, or further keys. Another kind cannot be shown.",
        "Write what the message says was expected.",
        "topics: {name: Kultur}",
        "topics: [Kultur]",
    ),
    "PK110": Entry(
        "a key is missing",
        "Without it the release cannot be shown: a headline and a date are the least, and a quote needs its id, its"
        " speaker and its words.",
        "Add the key that is named.",
        "---\ndate: 2011-11-28\n---",
        "---\nheadline: Weichen gestellt\ndate: 2011-11-28\n---",
    ),
    "PK111": Entry(
        "the id or slug cannot be part of an address",
        "Id and slug become part of web addresses and file names. Spaces, capitals, umlauts and slashes break on the"
        " way through mails and systems.",
        "Use small letters from a to z, digits and hyphens. The id of a quote may have other letters too.",
        "id: Kultur & Wirtschaft",
        "id: kultur-und-wirtschaft",
    ),
    "PK112": Entry(
        "two releases have the same id",
        "The id is how feeds and archives know a release, for ever. With two of the same, one would replace the other"
        " in readers' feeds. The first file by name keeps it, the other is not built.",
        "Give the newer release another id. An edition in another language has the same id and its language in the"
        " file's name, such as name.en.md.",
    ),
    "PK113": Entry(
        "two releases have the same address",
        "Two releases of one year with the same slug would be the same page. The first file by name keeps it, the other"
        " is not built.",
        "Give one of them another `slug:`.",
    ),
    "PK114": Entry(
        "a link leads out of the project",
        "Files outside the newsroom's folder are never read, so that nothing gets published that was not put there on"
        " purpose.",
        "Put a copy of the file into the newsroom.",
    ),
    "PK115": Entry(
        "the file is neither a release nor media",
        "Only releases (.md) and media are read below releases/. This file is ignored, and perhaps it was meant to be"
        " a release.",
        "Give a release the ending .md, and keep notes and other files elsewhere.",
    ),
    "PK116": Entry(
        "raw HTML is shown as text",
        "HTML would look different, or like nothing, in the PDF, in plain text and in feeds, and it could carry"
        " scripts. So it is shown as it was typed.",
        "Write Markdown: **bold**, *italic*, [text](https://address), lists with hyphens.",
        "<b>heute</b>",
        "**heute**",
    ),
    "PK117": Entry(
        "the link is not one that a release may have",
        "Addresses such as javascript: or file: do harm or lead nowhere for readers. The link is left out, its text"
        " stays.",
        "Link to https:, http:, mailto: or tel:.",
        "[Anmeldung](javascript:open())",
        "[Anmeldung](https://newsroom.example/anmeldung)",
    ),
    "PK118": Entry(
        "the link has no whole address",
        "The same text is read in feeds, mails and PDFs, where a short address leads nowhere. The link is left out, its"
        " text stays.",
        "Write the whole address.",
        "[Programm](/programm)",
        "[Programm](https://newsroom.example/programm)",
    ),
    "PK119": Entry(
        "the release has no id",
        "The id is taken from the file's name. When the file gets another name, feed readers show the release as new.",
        "Write the id that is proposed into the front matter, and never change it again.",
        "headline: Weichen gestellt",
        "id: weichen-gestellt\nheadline: Weichen gestellt",
    ),
    "PK120": Entry(
        "presskit.toml or people.toml is not TOML",
        "The file cannot be read from this place on, so nothing of it is used.",
        "Look at the line: texts stand in quotation marks, lists in square brackets, and each table begins with its"
        " name in brackets.",
        "name = Kreativwirtschaft Ruhr",
        'name = "Kreativwirtschaft Ruhr"',
    ),
    "PK121": Entry(
        "a key of presskit.toml or people.toml is not known",
        "A key that presskit does not know does nothing.",
        "Correct the name of the key, or delete the line.",
        'base-url = "https://newsroom.example"',
        'base_url = "https://newsroom.example"',
    ),
    "PK122": Entry(
        "a value of presskit.toml or people.toml is missing or does not fit",
        "The newsroom needs this value in the form that is named; without it nothing can be built, or the person is"
        " left out.",
        "Write the value as the message says.",
        "[thomas-westphal]\nphone = 231",
        '[thomas-westphal]\nname = "Thomas Westphal"\nphone = "+49 231 000000"',
    ),
    "PK123": Entry(
        "the release has no lead",
        "The first paragraph is the lead. Feeds, previews and journalists in a hurry read it and nothing else.",
        "Begin the text with a paragraph that says who, what, when and where, before any heading, list or quote.",
    ),
    "PK124": Entry(
        "the file cannot be read",
        "The system refuses to open the file, or it is a link that leads to nothing.",
        "Check that the file is there and that you may read it.",
    ),
    "PK125": Entry(
        "there is a control character in the text",
        "Such characters cannot be seen or printed. They come along when text is copied out of PDFs and other programs,"
        " and they break feeds.",
        "Delete the character at the place that is shown.",
    ),
    "PK126": Entry(
        "the body nests too deeply",
        "Lists in lists in quotations, dozens of levels deep, are no text that anyone reads, and cannot be laid out.",
        "Use fewer levels.",
    ),
    "PK127": Entry(
        "a comment is not closed",
        "A comment that is never closed swallows the text after it, and the release would lose its end.",
        "Write `-->` where the comment ends.",
        "<!-- to be checked\n\nHeute …",
        "<!-- to be checked -->\n\nHeute …",
    ),
    "PK128": Entry(
        "draft and status contradict each other",
        "One says that the release may go out, the other that it may not. Nobody should have to guess which one holds.",
        "Keep `status:` and delete `draft:`.",
        "draft: true\nstatus: ready",
        "status: draft",
    ),
    "PK129": Entry(
        "an HTML comment stands in a value",
        "In the body a comment is left out. In a value of the front matter, presskit.toml or people.toml it would be"
        " printed, and an internal note would be public.",
        "Delete it. A note for yourselves stands above the key, on a line of its own that begins with `#`.",
        "summary: Der Garten öffnet <!-- stimmt das? -->.",
        "# stimmt das?\nsummary: Der Garten öffnet.",
    ),
    "PK130": Entry(
        "a star inside a word is taken for emphasis",
        "In Markdown two stars make the text between them emphatic, also inside words: of `Bürger*innen und"
        " Besucher*innen` both stars are lost.",
        "Write a backslash before each star that is to be read. Another sign, such as a colon, needs none.",
        "Alle Bürger*innen und Besucher*innen sind eingeladen.",
        "Alle Bürger\\*innen und Besucher\\*innen sind eingeladen.",
    ),
    "PK201": Entry(
        "a quote is placed nowhere, or twice",
        "A quote stands under `quotes:` and appears where the body names it. One that is placed nowhere is missing on"
        " the page; one that is placed twice is read twice.",
        "Write `::quote[id]` on a line of its own where the quote belongs, once.",
        "Heute wurde ecce gegründet.",
        "Heute wurde ecce gegründet.\n\n::quote[gorny]",
    ),
    "PK202": Entry(
        "the body names a quote that is not there",
        "A quote's words, speaker and approval stand under `quotes:`. Without them there is nothing to show here.",
        "Correct the name, or add the quote under `quotes:`.",
        "::quote[gorney]",
        "::quote[gorny]",
    ),
    "PK203": Entry(
        "the speaker is not in people.toml",
        "Name and role of a speaker are taken from people.toml, so that they are the same in all releases.",
        "Correct the key, add the person to people.toml, or write name, role and organisation out in the quote.",
        "speaker: thomas-westfal",
        "speaker: thomas-westphal",
    ),
    "PK204": Entry(
        "the speaker has no role on the day of the release",
        "A quote is worth as much as the role it was said in. On this day people.toml knows none, so only the name is"
        " shown.",
        "Add a role with `from` and `until` that holds on the day of the release.",
        '[[dieter-gorny.roles]]\nrole = "Direktor"\nfrom = 2012-01-01',
        '[[dieter-gorny.roles]]\nrole = "Direktor"\nfrom = 2011-01-01',
    ),
    "PK205": Entry(
        "two quotes have the same id",
        "The body names quotes by their id; with two of the same nobody can tell which words are meant.",
        "Give each quote its own id.",
    ),
    "PK206": Entry(
        "the quote has no words",
        "Under `text:` there is nothing that could be read aloud.",
        "Write the exact words, or delete the quote.",
    ),
    "PK207": Entry(
        "the quote brings its own quotation marks",
        "Each language has its own marks, and they are set by presskit: „…“ in German, “…” in English. Marks in the"
        " text would be doubled, so they are left out.",
        "Delete the quotation marks around the whole text.",
        "text: „Das ist ein Anfang.“",
        "text: Das ist ein Anfang.",
    ),
    "PK208": Entry(
        "the release names no press contact",
        "A journalist with a question needs somebody to call.",
        "Write `contacts:` with a key of people.toml, or set a default for all releases in presskit.toml.",
        "",
        "contacts: [ecce-presse]",
    ),
    "PK209": Entry(
        "the contact is not in people.toml",
        "Name, phone and mail address of a contact are taken from people.toml.",
        "Correct the key, or add the person to people.toml.",
    ),
    "PK210": Entry(
        "the boilerplate is not in presskit.toml",
        "The standing text about an organisation is kept once, in presskit.toml, and named by its key.",
        "Correct the key, or add a table [boilerplates.KEY] to presskit.toml.",
    ),
    "PK211": Entry(
        "a quote or picture is placed where it cannot stand",
        "A quote as a block, or a picture, needs a line of its own between two empty lines, not indented. Elsewhere it"
        " would tear the sentence or list apart.",
        "Put it on its own line. Inside a sentence, write `:quote[id]` with one colon.",
        "Er sagte: ::quote[gorny] und ging.",
        "Er sagte: :quote[gorny] und ging.",
    ),
    "PK212": Entry(
        "the speaker has neither a key nor a name",
        "A quote must say who said it.",
        "Write a key of people.toml, or at least a name.",
        "speaker: {role: Direktor}",
        "speaker: {name: Dieter Gorny, role: Direktor}",
    ),
    "PK213": Entry(
        "a role overlaps itself",
        "One role in one organisation stands there twice for the same days. Several different roles at a time are fine:"
        " the first is printed, unless the quote names another one with `role:` or `organisation:`.",
        "End one with `until` where the other begins, or delete one of the two.",
        'role = "Direktor"\nfrom = 2011-01-01\n\nrole = "Direktor"\nfrom = 2011-06-01',
        'role = "Direktor"\nfrom = 2011-01-01',
    ),
    "PK214": Entry(
        "the quote is not approved",
        "A quote goes out only when the person quoted has agreed to these very words. Until then a release that is"
        " ready is not built, and what was public of it stays. `require_approval` under [quotes] in presskit.toml"
        " makes it a warning or asks for none; releases before `approval_since` are left in peace.",
        "Ask the person quoted: `presskit approve --sheet SPEAKER` makes a page to sign. When the answer is there,"
        " write it down with `presskit approve RELEASE QUOTE --by NAME`.",
        "- id: gorny\n  speaker: dieter-gorny\n  text: Die Chancen sind gut.",
        "- id: gorny\n  speaker: dieter-gorny\n  text: Die Chancen sind gut.\n"
        "  approved: {by: Dieter Gorny, on: 2011-11-28, wording: 6c51293b6374de52}",
    ),
    "PK215": Entry(
        "the quote was changed after it was approved",
        "An approval holds for one wording. White space and the kind of quotation marks do not count; a comma does."
        " What was approved is kept in approvals.jsonl, so that the message can say what was changed.",
        "Write the words as they were approved, or ask again and let `presskit approve` write down the answer.",
    ),
    "PK216": Entry(
        "the approval is not as `presskit approve` writes it",
        "It binds a name and a day to one wording by its fingerprint; what was typed by hand binds nobody.",
        "Delete the line, and let `presskit approve` write it.",
        "approved: yes",
        "approved: {by: Dieter Gorny, on: 2011-11-28, wording: 6c51293b6374de52}",
    ),
    "PK217": Entry(
        "the release has more than three quotes",
        "Journalists print one quote, seldom two. Among many the good one is not found, and each needs an approval.",
        "Keep those that say something that nobody else could say.",
    ),
    "PK218": Entry(
        "the release begins with a quote",
        "The first sentence says who did what, when and where. A quote in its place makes readers guess who speaks and"
        " of what.",
        "Begin with the news, and place the quote after the lead.",
        "::quote[gorny]\n\nHeute wurde ecce gegründet.",
        "Heute wurde ecce gegründet.\n\n::quote[gorny]",
    ),
    "PK219": Entry(
        "name has Herr or Frau before it",
        "In a press release people have a first name, a name and a function. Herr and Frau are for letters; an editor"
        " would have to delete them.",
        "Write first name and name, and the name alone after that.",
        "sagt Herr Gorny",
        "sagt Dieter Gorny, Direktor von ecce",
    ),
    "PK220": Entry(
        "the first mention of a speaker has no first name or no function",
        "Who reads a name for the first time must learn who that is.",
        "Write first name, name and function where the name stands first; the name alone is enough after that.",
        "Gorny eröffnet heute das Zentrum.",
        "Dieter Gorny, Direktor von ecce, eröffnet heute das Zentrum.",
    ),
    "PK221": Entry(
        "an identifier of a person is not one",
        "Wikidata, GND and ORCID numbers say which of several people of one name is meant. The last digit of a GND or"
        " ORCID number is computed from the others; here it does not fit, so a digit was lost or changed.",
        "Copy the number again from the page that shows it.",
        'orcid = "0000-0002-1825-0098"',
        'orcid = "0000-0002-1825-0097"',
    ),
    "PK222": Entry(
        "a quotation stands in the text, not under `quotes:`",
        "Words of six or more in quotation marks that somebody said are a quote. Only under `quotes:` do they have a"
        " speaker with a role of the day, an approval and an address.",
        "Put the words under `quotes:`, and `:quote[id]` in their place.",
        "„Wir haben ein Jahr lang darauf hingearbeitet“, sagt Mia Adler.",
        ":quote[adler], sagt Mia Adler.",
    ),
    "PK223": Entry(
        "the speaker does not hold the role that the quote names",
        "With several roles on one day, `role:` or `organisation:` of the quote says which one is meant. This one is"
        " not among those of people.toml on the day of the release.",
        "Write it as people.toml has it, in any of its languages.",
    ),
    "PK224": Entry(
        "the language that a quote was translated from is none, or its own",
        "A translated quote says so, and from which language.",
        "Write the code of the language in which it was said, such as `de`.",
        "original: deutsch",
        "original: {language: de, text: Das Tor steht offen}",
    ),
    "PK225": Entry(
        "the quote is attributed to nobody",
        "Words without a speaker cannot be cited, and nobody can be asked whether they were said.",
        "Name the person; where the quote stands inside a sentence, name them there.",
    ),
    "PK226": Entry(
        "the quote is very long",
        "Nobody speaks a thousand characters in one breath, and nobody prints them.",
        "Cut it to what will be printed, and let it be approved.",
    ),
    "PK227": Entry(
        "markup stands in a quote",
        "A quote is the same characters everywhere: page, PDF, feeds, data. Stars, brackets and tags would be printed"
        " as they are.",
        "Delete the markup.",
        "text: Das ist **wichtig**.",
        "text: Das ist wichtig.",
    ),
    "PK301": Entry(
        "the file is not beside the release",
        "A picture lies in the same folder as the release, or in a folder below it. Capitals count.",
        "Put the file there, or correct its name.",
        "file: Dortmunder-U.JPG",
        "file: dortmunder-u.jpg",
    ),
    "PK302": Entry(
        "the file's name leads away from the release",
        "Only files beside the release are published, so that nothing else gets out by mistake.",
        "Name a file in the release's own folder, without `..`, without a slash in front and without a drive.",
        "file: ../../private/plan.jpg",
        "file: plan.jpg",
    ),
    "PK303": Entry(
        "a picture in the body is left out",
        "A picture wants an alt text, a credit and rights, and Markdown has no place for them.",
        "Name the file under `media:` and place it with `::figure[file]` on a line of its own.",
        "![Dortmunder U](dortmunder-u.jpg)",
        "::figure[dortmunder-u.jpg]",
    ),
    "PK304": Entry(
        "the picture has no alt text",
        "The alt text replaces the picture for those who cannot see it. In the European Union many newsrooms have to"
        " provide it by law.",
        "Write `alt:` with what the picture shows, in one sentence.",
        "- file: dortmunder-u.jpg",
        "- file: dortmunder-u.jpg\n  alt: The Dortmunder U at dusk, its tower lit",
    ),
    "PK305": Entry(
        "the file cannot be used as a picture",
        "It is of another kind, damaged or far too large, so browsers and the PDF could not show it. The release is"
        " built without it.",
        "Save it again as JPEG, PNG, WebP or SVG from the program it comes from. A new name makes no other kind of it.",
    ),
    "PK306": Entry(
        "the body names a picture that is not listed",
        "Alt text, caption and credit of a picture stand under `media:`. Without them it is not published.",
        "Correct the name, or add the file under `media:`.",
        "::figure[dortmund-u.jpg]",
        "::figure[dortmunder-u.jpg]",
    ),
    "PK307": Entry(
        "a file is listed twice",
        "Only one caption and one credit can stand below the picture.",
        "Keep one of the two entries under `media:`.",
    ),
    "PK308": Entry(
        "the drawing is more than a drawing",
        "An SVG file can hold scripts, parts of web pages and addresses that are loaded when somebody looks at it. On"
        " the newsroom's pages such a file would act in the newsroom's name, or tell others who reads them.",
        "Export it from the drawing program as plain SVG, with fonts turned into paths and photos embedded. Links,"
        " styles and gradients inside the drawing are fine.",
        '<image href="https://tracker.example/p.png"/>',
        '<use href="#leaf"/>',
    ),
    "PK309": Entry(
        "the picture tells where it was taken",
        "Phones and many cameras write the position into each photo. The file is published as it is, so anyone can read"
        " there where it was taken, to the metre: at somebody's home, or behind the stage.",
        "Take the position out with the program that the photo comes from, or leave it where it tells nothing new. The"
        " renditions that pages show never have it, nor has the print sheet.",
    ),
    "PK401": Entry(
        "the time zone is not known",
        "Dates and embargoes without an offset are meant in the newsroom's time zone; a wrong one publishes hours too"
        " early.",
        "Write a name from the IANA list.",
        'time_zone = "CET/Berlin"',
        'time_zone = "Europe/Berlin"',
    ),
    "PK402": Entry(
        "there is no such day or time",
        "The calendar does not have it, so nobody can say when the release is public.",
        "Correct the date.",
        "date: 2017-09-31",
        "date: 2017-09-30",
    ),
    "PK403": Entry(
        "the date is not written as it is read here",
        "28.11.11 and 11/28/11 mean different days to different readers. Year, month, day means one.",
        "Write year, month and day with hyphens, and a time after a space.",
        "date: 28.11.2011",
        "date: 2011-11-28",
    ),
    "PK404": Entry(
        "an embargo needs a time",
        "“Until the 29th” is midnight to some and the morning to others. An embargo that lifts at the wrong hour"
        " cannot be called back.",
        "Write the hour and minute from which the release is public.",
        "embargo: 2011-11-29",
        "embargo: 2011-11-29 10:00",
    ),
    "PK405": Entry(
        "the clocks skip this time",
        "On the night when summer time begins, one hour does not exist in the newsroom's time zone.",
        "Choose a time before or after it, or write the offset, such as +01:00.",
        "embargo: 2024-03-31 02:30",
        "embargo: 2024-03-31 03:30",
    ),
    "PK406": Entry(
        "the role ends before it begins",
        "Such a role holds on no day, so the speaker would stand there without one.",
        "Correct the two dates: `from` is the first day of the role, `until` the first day without it.",
        "from = 2013-07-01\nuntil = 2011-01-01",
        "from = 2011-01-01\nuntil = 2013-07-01",
    ),
    "PK501": Entry(
        "the language is not one of the newsroom's",
        "Each language has its own list of releases and its own feed. For a language that presskit.toml does not name"
        " there are none.",
        "Add it to `languages` in presskit.toml, or correct the ending of the file's name.",
        "weichen.fr.md",
        'languages = ["de", "en", "fr"]',
    ),
    "PK502": Entry(
        "there are no interface words for the language",
        "Words such as “Contact” or “Download” have no translation yet; the English ones are shown around the text.",
        "Nothing has to be done. A file in i18n/locales/ adds the words.",
    ),
    "PK503": Entry(
        "the language is not known",
        "Dates, quotation marks and hyphens follow the language. For a code that no language has there are none.",
        "Write a code of ISO 639-1, with a country where it matters.",
        'language = "deutsch"',
        'language = "de"',
    ),
    "PK601": Entry(
        "a layout does not work",
        "The layout has a mistake at the place that is shown, so the artifact could not be made. What was there before"
        " stays.",
        "Correct the file in your layouts/ folder, or delete it to get the one that comes with presskit.",
        "{{ doc.headlin }}",
        "{{ doc.headline }}",
    ),
    "PK701": Entry(
        "the output is not known",
        "presskit.toml asks for a kind of file that presskit does not make.",
        "Correct the name in `[outputs] enabled`.",
        'enabled = ["page", "pdf"]',
        'enabled = ["page", "print_pdf"]',
    ),
    "PK702": Entry(
        "the print PDF could not be made",
        "The engine that sets the PDF gave up on this release. The release stays as it was last built.",
        "Look for something unusual in it, such as a huge table or a damaged picture. If there is nothing, report it:"
        " the message in brackets says what the engine said.",
    ),
    "PK703": Entry(
        "two artifacts want the same path",
        "Two files with one path would overwrite each other, for instance pictures whose names differ only in a"
        " character that addresses cannot have.",
        "Give one of them another name.",
        "file: plan a.jpg\nfile: plan-a.jpg",
        "file: plan-a.jpg\nfile: plan-b.jpg",
    ),
    "PK704": Entry(
        "public/ holds files that presskit does not remember",
        "What presskit remembers of its builds is gone, for instance because .presskit/ was deleted. It removes only"
        " what it knows as its own, so a release that was withdrawn in the meantime may still be public.",
        "Look at the files. Where all of public/ comes from presskit, delete it and build again.",
        "rm -r .presskit",
        "rm -r .presskit public",
    ),
    "PK705": Entry(
        "somebody else's file stands where an artifact belongs",
        "public/ may hold files of others, and presskit neither overwrites nor removes them. The release that the path"
        " belongs to is not built, or stays as it was.",
        "Move the file to another name or folder, or delete it, and build again.",
    ),
    "PK706": Entry(
        "the print PDF takes too much memory",
        "A PDF is given up when its process has taken 1.5 GB, so that one release cannot bring the whole machine to a"
        " halt. It stays as it was last built, and all others are built.",
        "Look for a huge table or picture. Where a release really needs it, raise the limit.",
        good="[print]\nmemory_mb = 4096",
    ),
    "PK707": Entry(
        "the print layout asks for a file that is not in the project",
        "PDFs are made from the project alone: nothing is fetched from the network, and no file outside is read. So"
        " the same release gives the same PDF tomorrow and on every machine.",
        "Put a copy of the picture, font or stylesheet into the project and name it from there.",
        '<img src="https://example.org/seal.png" alt="">',
        '<img src="presskit-media:layouts/print/seal.png" alt="">',
    ),
    "PK708": Entry(
        "no font has the character",
        "Where no font has a character, paper shows an empty box, and a screen reader says nothing. The print PDF has"
        " Latin, Greek, Cyrillic, Arabic and Hebrew letters and common signs; emoji are not among them.",
        "Write a word or another sign in its place. A newsroom that needs another script names a font that has it in"
        " its own layouts/print/print.css.",
        "headline: Der Stadtgarten öffnet 🌷",
        "headline: Der Stadtgarten öffnet",
    ),
    "PK709": Entry(
        "the print PDF takes too long",
        "A PDF is given up after a minute, so that one release cannot hold up the others. It stays as it was last"
        " built, and all others are built.",
        "Look for a huge table, for something nested deeply, or for an overridden print layout. Where a release is"
        " really that long, raise the limit.",
        good="[print]\nlimit_s = 180",
    ),
    "PK711": Entry(
        "a word is broken or glued in the PDF",
        "Each print PDF is read again as a journalist copies it, and compared with the release word for word. A word"
        " that is hyphenated, ends a line in its middle, or has its letters spaced arrives broken in the next text;"
        " words without the space between them arrive as one. The PDF stays as it was last built. A word that is too"
        " long for any line is no problem.",
        "Look at the newsroom's own layouts/print/print.css: no `hyphens`, no wide `letter-spacing`, and `white-space:"
        " nowrap` for `.nb`. Where the print layout is the one that comes with presskit, report it.",
        "p { hyphens: auto }",
        "p { hyphens: none }",
    ),
    "PK712": Entry(
        "words are lost or in another place in the PDF",
        "What is copied out of a PDF must be the headline and the body as they were written, in their order, with the"
        " speaker's name beside each quote. The PDF stays as it was last built.",
        "Look at the newsroom's own layouts/print/: something of the release is not shown, is hidden, or is drawn after"
        " what follows it, as positioned boxes are. Where the print layout is the one that comes with presskit, report"
        " it.",
        "<h1>{{ doc.kicker }}</h1>",
        "<h1>{{ doc.headline }}</h1>",
    ),
    "PK713": Entry(
        "words stand twice in the PDF",
        "A headline or a paragraph that a layout shows twice is copied twice. What stands in the margins of pages does"
        " not count. The PDF stays as it was last built.",
        "Take one of them out of the newsroom's own layouts/print/release.html.",
        "{{ part.html }}{{ part.html }}",
        "{{ part.html }}",
    ),
    "PK721": Entry(
        "there is no search",
        "The site is built without a search index, because Pagefind, the program that makes it, is not installed or"
        " does not run on this machine. The search page says so and leads to the lists.",
        "Install it, or leave `search` out of the outputs.",
        '[outputs]\nenabled = ["page", "index", "rss", "search"]',
        '[outputs]\nenabled = ["page", "index", "rss"]',
    ),
    "PK722": Entry(
        "a search index could not be made",
        "Pagefind, the program that makes it, failed or took more than a minute and 0.2 s for each release. The index"
        " stays as it was last built, and so does what should be taken away.",
        "Build again. Where that does not help, leave `search` out of the outputs and report it.",
    ),
}


def as_markdown() -> str:
    """Return docs/problems.md."""
    parts = [HEAD]
    for digit, title in GROUPS.items():
        entries = [(code, entry) for code, entry in CATALOGUE.items() if code[2] == digit]
        if entries:
            parts += [f"## {title}", *(_section(code, entry) for code, entry in entries)]
    return "\n\n".join(parts) + "\n"


HEAD = """# Problems

What `presskit check` can find, by code; `presskit explain PK203` prints the same. An error keeps a release from being
built, or, where it is about the file of a picture, that picture; a warning keeps nothing.

<!-- Generated: python -m presskit.checking.catalogue > docs/problems.md -->"""


def _section(code: str, entry: Entry) -> str:
    examples = [_example("Instead of", entry.bad), _example("Write", entry.good)]
    return "\n\n".join([f"### {code}: {entry.title}", entry.why, f"**To do:** {entry.do}", *filter(None, examples)])


def _example(label: str, text: str) -> str:
    return f"{label}:\n\n```\n{text}\n```" if text else ""


if __name__ == "__main__":
    import sys

    sys.stdout.write(as_markdown())
