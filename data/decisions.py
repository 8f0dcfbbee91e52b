"""What stewards decided of findings: kept as files that are only ever added, never changed.

<store>/decisions/<when>-<number>.json holds one decision. A finding is a check, or a check for one
provider, or for one council; its latest decision counts, until it is withdrawn or its review date
has passed.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from secrets import token_hex
from typing import Literal, NamedTuple

from data.store import Store, flush
from data.work import building

Verb = Literal["accept", "dispute", "dismiss", "withdraw"]
State = Literal["in force", "outgrown", "expired", "withdrawn"]
MEANINGS: Mapping[Verb, str] = {
    "accept": "accepted: known and tolerable",
    "dispute": "disputed: the check or the data may be wrong, and is looked into",
    "dismiss": "dismissed: not a problem",
    "withdraw": "withdrawn",
}
SHORT: Mapping[Verb, str] = {verb: told.partition(":")[0] for verb, told in MEANINGS.items()}
"""What was decided, in one word."""
QUIET = ("accept", "dismiss")
"""A finding decided so, and in force, need not be mended first; a disputed one stays in sight."""
COMMAND_LINE = "command line"


class Finding(NamedTuple):
    """What a decision is about; an empty provider or council is every one."""

    check_id: str
    provider: str = ""
    council: str = ""


class Counts(NamedTuple):
    """How much of what was looked at fell short."""

    failed: int
    total: int

    def __str__(self) -> str:
        return f"{self.failed:,} of {self.total:,}"


@dataclass(frozen=True, kw_only=True)
class Decision:
    """One decision as it is kept."""

    check_id: str
    provider: str = ""
    council: str = ""
    verb: Verb
    reason: str
    review_on: str
    """The last day on which it is in force, as YYYY-MM-DD; empty when it withdraws another."""
    by: str
    """Who decided, as the app knows them, or COMMAND_LINE."""
    release_id: str
    """The release that was looked at; empty when none was published."""
    decided_at: str
    """UTC, ISO, to the microsecond."""
    counted: Counts | None = None
    """What fell short then, as every reader may see it; None where that is hidden or not kept."""
    now: Counts | None = None
    """What falls short now, where that is so much more that it is to be decided again; not kept."""

    @property
    def finding(self) -> Finding:
        """What it is about."""
        return Finding(self.check_id, self.provider, self.council)

    def state(self, today: date) -> State:
        """Whether it still counts on a day."""
        if self.verb == "withdraw":
            return "withdrawn"
        if date.fromisoformat(self.review_on) < today:
            return "expired"
        return "outgrown" if self.now else "in force"

    def quiets(self, today: date) -> bool:
        """Whether its finding need not be mended first."""
        return self.verb in QUIET and self.state(today) == "in force"


def keep(store: Store, decision: Decision) -> None:
    """Add a decision to the store: written aside, on disk, then in place by one rename."""
    stamp = datetime.fromisoformat(decision.decided_at).strftime("%Y%m%dT%H%M%S.%f")
    store.decisions.mkdir(parents=True, exist_ok=True)
    with building(store) as folder:
        file = folder / "decision.json"
        told = {name: each for name, each in asdict(decision).items() if name != "now"}
        text = json.dumps(told, indent=2, ensure_ascii=False)
        file.write_text(text + "\n", encoding="utf-8")
        flush(file)
        file.chmod(0o444)
        # two at the same moment keep both: the number is drawn, so no name is used twice
        file.rename(store.decisions / f"{stamp}-{token_hex(8)}.json")
    flush(store.decisions)


def kept(store: Store) -> list[Decision]:
    """Every decision that was ever kept and can be read, oldest first."""
    found = [decision for _, decision in _files(store) if decision]
    return sorted(found, key=lambda each: each.decided_at)


def stamp(store: Store) -> tuple[tuple[str, int, int], ...]:
    """What changes whenever a decision is made, or a file of one is put right."""
    found = ((file.name, file.stat()) for file in sorted(store.decisions.glob("*.json")))
    return tuple((name, told.st_size, told.st_mtime_ns) for name, told in found)


def unreadable(store: Store) -> list[str]:
    """Names of the files that hold no decision that can be read; kept() leaves them out."""
    return [file.name for file, decision in _files(store) if decision is None]


def _files(store: Store) -> list[tuple[Path, Decision | None]]:
    return [(file, _read(file)) for file in sorted(store.decisions.glob("*.json"))]


def _read(file: Path) -> Decision | None:
    """The decision in a file; None when it is damaged, or of another version's making."""
    try:
        held = dict(json.loads(file.read_text(encoding="utf-8")))
        counted = held.pop("counted", None)  # earlier decisions have none
        decision = Decision(**held, counted=Counts(*map(int, counted)) if counted else None)
        datetime.fromisoformat(decision.decided_at)
        if decision.verb != "withdraw":
            date.fromisoformat(decision.review_on)
    except (OSError, ValueError, TypeError):
        return None
    texts = (each for name, each in asdict(decision).items() if name not in ("counted", "now"))
    told = decision.now is None and all(isinstance(each, str) for each in texts)
    return decision if told and decision.verb in MEANINGS else None


def latest(decisions: Iterable[Decision]) -> dict[Finding, Decision]:
    """The decision of each finding that counts; decisions: oldest first."""
    return {each.finding: each for each in decisions}


def of_finding(found: Mapping[Finding, Decision], finding: Finding, today: date) -> Decision | None:
    """The decision to show with a finding: its own, else that of the whole check; None without.

    One in force goes before one that has expired; one that is withdrawn is not shown.
    found: what latest() returned.
    """
    about = [finding, Finding(finding.check_id, finding.provider), Finding(finding.check_id)]
    told = [found[each] for each in dict.fromkeys(about) if each in found]
    shown = [each for each in told if each.state(today) != "withdrawn"]
    return next(
        (each for each in shown if each.state(today) == "in force"), next(iter(shown), None)
    )


def today() -> date:
    """The day of the clock, in UTC."""
    return datetime.now(UTC).date()
