"""What changed since the last build, by stat alone. This is the way to "nothing to do": it imports next to nothing."""

from __future__ import annotations

import os
import sys

from presskit import __version__
from presskit.reading.scan import scan, stamp_of

TYPE_CHECKING = False  # typing itself costs 10 ms
if TYPE_CHECKING:
    from presskit.building.cache import Cache
    from presskit.config import Project


class Survey:
    """Inputs now and as last built, which of them changed or are gone, artifacts that are not on disk as they were
    left, and what was remembered.

    No dataclass: those cost 20 ms to import.
    """

    def __init__(
        self,
        inputs: dict[str, int],
        old_inputs: dict[str, int],
        altered: frozenset[str],
        artifacts: dict[str, tuple[int, bytes]],
        state: dict[str, str],
    ) -> None:
        self.inputs = inputs
        self.old_inputs = old_inputs
        self.changed = {path for path, stamp in inputs.items() if old_inputs.get(path) != stamp}
        self.gone = old_inputs.keys() - inputs.keys()
        self.altered = altered
        self.artifacts = artifacts
        self.state = state

    def last_built(self, now: float) -> float:
        """Return the moment of the last build, or now where there was none or it was later."""
        return min(float(self.state.get("built_at", now)), now)

    def nothing_to_do(self, now: float) -> bool:
        """Tell whether a build at the moment would make what is there."""
        lifts = self.state.get("next_lift", "")
        return (
            self.state.get("finished") == "yes"
            and self.state.get("environment") == environment()
            and not (self.changed or self.gone)
            and not self.altered
            and not (lifts and int(lifts) <= now)
            and float(self.state.get("built_at", "inf")) <= now
        )


def environment() -> str:
    """Return a mark that changes when presskit, Python or any installed package does."""
    return " ".join([__version__, sys.version, *(_age(path) for path in _site_folders())])


def _site_folders() -> list[str]:
    return [path for path in sys.path if path.endswith(("site-packages", "dist-packages"))]


def _age(path: str) -> str:
    try:
        return str(os.stat(path).st_mtime_ns)
    except OSError:
        return "-"


def survey(project: Project, cache: Cache) -> Survey:
    """Look at every input and every artifact."""
    artifacts, state = cache.artifacts(), cache.state()
    logo = state.get("logo")  # the one input that presskit.toml names
    inputs = scan(project.root, logo) if logo else scan(project.root)
    return Survey(inputs, cache.inputs(), altered(project.public, artifacts), artifacts, state)


def altered(public: str, artifacts: dict[str, tuple[int, bytes]]) -> frozenset[str]:
    """Return the paths whose file is missing or is not as it was left."""
    stat, found, prefix = os.stat, [], public + os.sep
    for path, (stamp, _) in artifacts.items():
        try:
            if stamp_of(stat(prefix + path)) != stamp:
                found.append(path)
        except OSError:
            found.append(path)
    return frozenset(found)
