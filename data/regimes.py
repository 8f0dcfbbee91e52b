"""When each police division shared on which lawful basis, as far as it is known; in editions.

Edition 0 is data/reference/regimes.csv, which ships with the project. A steward's change makes a
new edition in the store, never changed afterwards: <store>/regimes/<number>/regimes.json.
"""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from datetime import UTC, date, datetime
from itertools import pairwise
from typing import Any

from data.codes import FIRST_DAY, LAST_DAY, LAWFUL_BASIS
from data.engine import Connection, insert
from data.reference import SCOTLAND, area_names, divisions, shipped_regimes
from data.store import Store
from data.work import building, locked, settle

WHOLE = "scotland"
"""The scope of a line that holds for every division without a line of its own."""
CERTAINTY = ("not confirmed", "reported", "confirmed")
"""Least certain first."""


class RegimeError(ValueError):
    """A line that cannot stand, in one sentence for whoever gave it."""


@dataclass(frozen=True)
class Regime:
    """From when a scope (a division's code, or "scotland") shared on one lawful basis.

    The day lies from `earliest` to `latest`; both are the same day where it is known.
    """

    scope: str
    regime: str
    earliest: date
    latest: date
    certainty: str
    source: str

    @property
    def settled(self) -> date:
        """The first day on which the regime certainly holds: the day itself where it is known."""
        if self.earliest == self.latest:
            return self.latest
        return date.fromordinal(self.latest.toordinal() + 1)


@dataclass(frozen=True)
class Edition:
    """Every line that held at one time, who changed what, and why."""

    number: int
    lines: tuple[Regime, ...]
    made_at: str = ""
    by: str = "shipped with the project"
    because: str = ""

    def of(self, area_code: str) -> list[Regime]:
        """The regimes of one division, or of Scotland, earliest first.

        For Scotland a regime runs from the first division's earliest day to the last one's latest,
        and is as certain as the least certain of them.
        """
        if area_code != SCOTLAND:
            own = {each.regime: each for each in self.lines if each.scope == WHOLE}
            own |= {each.regime: each for each in self.lines if each.scope == area_code}
            found = [replace(each, scope=area_code) for each in own.values()]
        else:
            every = [line for code in divisions()["division_code"] for line in self.of(code)]
            names = dict.fromkeys(line.regime for line in every)
            found = [_spanning([each for each in every if each.regime == name]) for name in names]
        return sorted(found, key=lambda each: (each.earliest, each.regime))

    def rows(self) -> list[list[Any]]:
        """The rows of add_regimes()."""
        areas = (SCOTLAND, *divisions()["division_code"])
        return [
            [code, each.regime, each.earliest, each.latest, *_last(each)]
            for code in areas
            for each in self.of(code)
        ]


def _last(line: Regime) -> list[Any]:
    return [line.settled, line.certainty, line.source]


def add_regimes(connection: Connection, edition: Edition) -> None:
    """Make the table `regime` of a release: a row for each regime of Scotland and each division."""
    connection.execute(
        "CREATE TABLE regime (area_code VARCHAR, regime VARCHAR, earliest DATE, latest DATE, "
        "settled DATE, certainty VARCHAR, source VARCHAR)"
    )
    insert(connection, "regime", edition.rows())


def _spanning(lines: Sequence[Regime]) -> Regime:
    """One line for all of Scotland from every division's."""
    sources = dict.fromkeys(each.source for each in lines)
    return Regime(
        SCOTLAND,
        lines[0].regime,
        min(each.earliest for each in lines),
        max(each.latest for each in lines),
        min((each.certainty for each in lines), key=CERTAINTY.index),
        next(iter(sources)) if len(sources) == 1 else "The dates of the divisions, taken together",
    )


def shipped() -> Edition:
    """Edition 0."""
    return Edition(0, tuple(_line(told) for told in shipped_regimes().to_dict("records")))


def editions(store: Store) -> list[Edition]:
    """Every edition, the shipped one first."""
    files = sorted((store.root / "regimes").glob("*/regimes.json"))
    return [shipped(), *(_edition(json.loads(file.read_text(encoding="utf-8"))) for file in files)]


def current(store: Store) -> Edition:
    """The edition that a release made now would use."""
    return editions(store)[-1]


def waits(store: Store) -> str:
    """That an edition was made since the published release, as a sentence; empty when none was."""
    published, newest = store.published(), current(store).number
    used = store.manifest(published).get("regimes", {}).get("edition", 0) if published else newest
    if newest == used:
        return ""
    return f"Edition {newest} of the dates of change waits for a release."


def amend(store: Store, line: Regime, *, by: str, because: str) -> Edition:
    """Make and return the next edition: the current one with this line put in or replaced.

    Raises RegimeError when the line cannot stand.
    """
    _check(line)
    with locked(store.root / "regimes.lock"):
        before = current(store)
        others = [
            each for each in before.lines if (each.scope, each.regime) != (line.scope, line.regime)
        ]
        made = Edition(
            before.number + 1,
            (*others, line),
            datetime.now(UTC).isoformat(timespec="seconds"),
            by,
            because,
        )
        _check_order(made, line)
        with building(store) as folder:
            text = json.dumps(asdict(made), default=str, indent=2, ensure_ascii=False)
            (folder / "regimes.json").write_text(text + "\n", encoding="utf-8")
            settle(folder, store.root / "regimes" / f"{made.number:04}")
    return made


def _check(line: Regime) -> None:
    known = (WHOLE, *divisions()["division_code"])
    if line.scope not in known:
        raise RegimeError(
            'Name the area as "scotland" or by the code of a police division (S32...).'
        )
    if line.regime not in LAWFUL_BASIS:
        raise RegimeError(f"The regime is one of {', '.join(LAWFUL_BASIS)}.")
    if line.certainty not in CERTAINTY:
        raise RegimeError(f"The certainty is one of {', '.join(CERTAINTY)}.")
    if not FIRST_DAY <= line.earliest <= line.latest <= LAST_DAY:
        raise RegimeError(
            f"The days lie between {FIRST_DAY} and {LAST_DAY}, the earliest not after the latest."
        )
    if not line.source.strip():
        raise RegimeError("Say where the date comes from: a source is kept with every date.")


def _check_order(made: Edition, line: Regime) -> None:
    """Regimes of one division follow one another: their windows do not overlap."""
    codes = divisions()["division_code"] if line.scope == WHOLE else [line.scope]
    for code in codes:
        lines = made.of(code)
        names = [each.regime for each in lines]
        if names[:1] != ["consent"]:
            raise RegimeError(
                f"In {area_names()[code]} {names[0]} would come before consent, which every "
                "comparison starts from: check the year."
            )
        for earlier, later in pairwise(lines):
            if later.earliest <= earlier.latest:
                raise RegimeError(
                    f"In {area_names()[code]} the windows of {earlier.regime} and {later.regime} "
                    "would overlap: the second must start after the first has."
                )


def _edition(told: dict[str, Any]) -> Edition:
    return Edition(**{**told, "lines": tuple(_line(each) for each in told["lines"])})


def _line(told: Any) -> Regime:  # noqa: ANN401 - a record of JSON or CSV
    days = {name: date.fromisoformat(told[name]) for name in ("earliest", "latest")}
    return Regime(**{**told, **days})
