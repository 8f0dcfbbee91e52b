"""How numbers, dates and states are written, everywhere the same."""

import re
from collections.abc import Iterable
from datetime import date, datetime
from typing import TypeGuard

import pandas as pd

from data.profile import profiles
from data.reference import organisation_names
from metrics.answers import wording
from metrics.quasi_poisson import Effect

HIDDEN = "[c]"
"""A count too small to be shown; explain it where it first appears on a page."""
HIDDEN_MEANS = "[c] is a count too small to show without pointing at people."

STATE_MARKS = {
    "meets target": "●",
    "close": "◐",
    "below target": "○",
    "too few to rate": "?",
    "not shown: protected": "▨",
    "withheld: data quality": "⊘",
    "not yet law": "◇",
    "no target": "□",
}
"""A shape for every state, always shown together with its word."""
FACET_MARKS = {"good": "●", "watch": "◐", "needs work": "■", "too few to say": "?"}
"""A shape for every state of a facet of quality, always shown together with its word."""
MOVEMENT_MARKS = {
    "improving": "↗",
    "worsening": "↘",
    "rising": "↑",
    "falling": "↓",
    "no clear change": "→",
    "too few to say": "…",
}
"""A shape for every movement, always shown together with its word."""


def known(value: object) -> TypeGuard[float]:
    """Whether there is a number here: not None, NaN or NA."""
    return bool(pd.notna(value))  # type: ignore[call-overload]  # any scalar may come


UNKNOWN = "not known"
MISSING = {"hidden": HIDDEN, "withheld": "withheld", "too few": "too few", "none": "none"}
"""Why a cell of metrics.results has no number, in words."""


def lacking(missing: object) -> str:
    """Why there is no number: [c] only where a count is hidden, else in words."""
    return MISSING.get(str(missing), UNKNOWN)


def count(value: object, missing: object = "hidden") -> str:
    """A count as 12,345, or why there is none; unless told otherwise, it is hidden."""
    return f"{round(value):,}" if known(value) else lacking(missing)


def part(value: object, missing: object) -> str:
    """A numerator or denominator of a cell: it is there, hidden, or of too few to be divided."""
    return count(value, missing if missing in ("withheld", "none", "too few") else "hidden")


def percent(share: object, missing: object = "", *, about: bool = False) -> str:
    """A share from 0 to 1 as 31 %; close to all or none as 99.6 %, which is not 100 %.

    about: rounding hides on which side of its target it is, so it is "about 100 %".
    """
    if not known(share):
        return lacking(missing)
    return f"{'about ' if about else ''}{wording.value(share, 'share')}"


def decimal(value: object, missing: object = "") -> str:
    """A rate as 12.3, or why there is none."""
    return f"{value:,.1f}" if known(value) else lacking(missing)


def measured(value: object, kind: str, missing: object = "", *, about: bool = False) -> str:
    """A measure's value in the manner of its kind: count, share or rate; or why there is none."""
    if kind == "share":
        return percent(value, missing, about=about)
    return count(value, missing) if kind == "count" else decimal(value, missing)


def interval(low: object, high: object, kind: str = "share", level: int = 95) -> str:
    """An interval as "95 % interval 22 to 41 %"; empty when there is none."""
    if not (known(low) and known(high)):
        return ""
    first = measured(low, kind).removesuffix(" %")
    return f"{level} % interval {first} to {measured(high, kind)}"


def change(ratio: object) -> str:
    """A ratio as a change in words: "31 % higher", "31 % lower", "no change", "not known"."""
    return wording.signed(ratio) if known(ratio) else "not known"


def effect(found: Effect | None) -> str:
    """An effect with its interval: "31 % lower, 95 % interval 22 to 41 % lower"."""
    if found is None:
        return "cannot be estimated"
    return f"{wording.signed(found.ratio)}, {effect_interval(found)}"


def effect_interval(found: Effect) -> str:
    """The interval of an effect; one that spans no change says so."""
    if not found.clear:
        return f"95 % interval {wording.spanning(found)}: no clear change"
    _, first, last = wording.percents(found)
    return f"95 % interval {first} to {last} {'higher' if found.ratio > 1 else 'lower'}"


YEARS = re.compile(r"\b(\d{4})-(\d{2})\b(?!-)")
"""A financial year; a word joiner keeps it on one line."""


def kept_together(text: str) -> str:
    """The text with its numbers and their signs never parted at the end of a line."""
    whole = text.replace("95 % interval", "95\u00a0%\u00a0interval").replace(" %", "\u00a0%")
    return YEARS.sub("\\1-\u2060\\2", whole)


def _day(value: object) -> pd.Timestamp:
    return pd.Timestamp(value)  # type: ignore[arg-type]  # dates come as text, date or timestamp


def day(value: str | date | datetime | pd.Timestamp) -> str:
    """A day as 31 Mar 2024."""
    return f"{_day(value).day} {_day(value):%b %Y}"


def period(start: str | date | pd.Timestamp, period_type: str = "month") -> str:
    """A period by its first day: Mar 2024, Jan to Mar 2024, or the financial year 2023-24."""
    first = _day(start)
    if period_type == "year":
        return f"{first.year}-{(first.year + 1) % 100:02d}"
    if period_type == "quarter":
        return f"{first:%b} to {first + pd.DateOffset(months=2):%b %Y}"
    return f"{first:%b %Y}"


def provider(name: str) -> str:
    """A provider's system by its title; its name when it has no profile any more."""
    profile = profiles().get(name)
    return profile.title if profile else name


def state(name: str) -> str:
    """A state as its shape and its word."""
    return f"{STATE_MARKS.get(name, '□')} {name}"


def movement(name: str) -> str:
    """A movement as its shape and its word."""
    return f"{MOVEMENT_MARKS.get(name, '→')} {name}"


def quoted(titles: Iterable[str]) -> str:
    """Titles of checks in quotation marks, as a list in words."""
    return listed(f"“{title}”" for title in titles)


MOST_NAMES = 6


def basis(code: str) -> str:
    """A lawful basis in words: "Public task"."""
    return code.replace("_", " ").capitalize()


def category(code: str) -> str:
    """A category of a breakdown in words: an organisation's name, "Public task", "Not known"."""
    return organisation_names().get(code) or basis(code)


def listed(names: Iterable[str]) -> str:
    """Names as a list in words, cut short when long: A, B and 3 more."""
    found = list(names)
    if len(found) > MOST_NAMES:
        return f"{', '.join(found[:MOST_NAMES])} and {len(found) - MOST_NAMES} more"
    return " and ".join(part for part in (", ".join(found[:-1]), *found[-1:]) if part)
