"""A real client subscribes to the preview over HTTP: no item twice, none lost, nothing sent that it has."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import pytest
from reader import make_reader

from laws.builds import lend
from laws.edits import replaced
from outputs.feed_room import write, write_room
from serving.asking import Served, started

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from reader import Reader

PATHS = (
    "feed.xml",
    "atom.xml",
    "feed.json",
    "every/atom.xml",
    "topics/kultur/feed.xml",
    "speakers/mia-adler/feed.json",
)


class Client(NamedTuple):
    """A reader that has subscribed to everything, and the HTTP answers that it got at its last update."""

    served: Served
    reader: Reader
    answers: list[int]

    def update(self) -> tuple[int, int]:
        """Update all feeds; return how many items were new and how many were modified."""
        self.answers.clear()
        results = list(self.reader.update_feeds_iter(scheduled=False))
        assert [result.value for result in results if isinstance(result.value, Exception)] == []
        found = [result.updated_feed for result in results if result.updated_feed]
        return sum(feed.new for feed in found), sum(feed.modified for feed in found)

    def headlines(self, path: str) -> dict[str, str]:
        """Return what the client knows of a feed: headlines by id."""
        entries = self.reader.get_entries(feed=f"http://127.0.0.1:{self.served.port}/{path}")
        return {entry.id: entry.title or "" for entry in entries}


@pytest.fixture
def client(tmp_path: Path) -> Iterator[Client]:
    """Return a client that has subscribed to a newsroom under preview and updated once."""
    folder = write_room(tmp_path / "room", 5)
    replaced(folder / "presskit.toml", "feed_length = 3", "feed_length = 20")
    lend(folder)
    served, answers = started(folder), list[int]()
    with make_reader(str(tmp_path / "reader.sqlite")) as reader:
        retriever = reader._parser.get_retriever("http://127.0.0.1/")  # its way to listen in
        retriever.response_hooks.append(lambda session, response, *_, **options: answers.append(response.status_code))
        for path in PATHS:
            reader.add_feed(f"http://127.0.0.1:{served.port}/{path}")
        made = Client(served, reader, answers)
        made.update()
        yield made
    served.process.kill()
    served.process.communicate()


def test_client_sees_each_release_once_whatever_happens_to_its_file(client: Client) -> None:
    folder = client.served.folder
    ids = {path: set(client.headlines(path)) for path in PATHS}
    assert {path: len(known) for path, known in ids.items()} == dict(zip(PATHS, (5, 5, 5, 7, 3, 3), strict=True))

    assert client.update() == (0, 0)
    assert client.answers == [304] * len(PATHS)

    replaced(folder / "releases" / "meldung-3.md", "Es geht um", "Es geht jetzt um")  # not of culture, quotes nobody
    assert client.update() == (0, 4)
    assert sorted(client.answers) == [200] * 4 + [304] * 2

    (folder / "releases" / "meldung-3.md").rename(folder / "releases" / "umbenannt.md")
    assert client.update() == (0, 0)
    assert client.answers == [304] * len(PATHS)

    replaced(folder / "releases" / "umbenannt.md", "headline: Meldung 3", "headline: Dritte Meldung")
    assert client.update() == (0, 4)
    assert {path: set(client.headlines(path)) for path in PATHS} == ids
    assert client.headlines("feed.json")["urn:presskit:meldung-3:de"] == "Dritte Meldung"

    replaced(folder / "releases" / "umbenannt.md", "id: meldung-3", "id: meldung-3\nslug: dritte")
    assert client.update() == (0, 4)
    assert {path: set(client.headlines(path)) for path in PATHS} == ids

    write(folder, 5)
    assert client.update() == (4, 0)
    new = {path: set(client.headlines(path)) - ids[path] for path in PATHS[:4]}
    assert new == {path: {"urn:presskit:meldung-5:de"} for path in PATHS[:4]}
    assert client.update() == (0, 0)
    assert client.answers == [304] * len(PATHS)
