"""Kinds of defect that one file can hold: which cell is spoiled, and which reason that gives."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

import numpy as np

from data.export import Column
from data.generator.dress import Dresser
from data.generator.frame import BLANK, Flags, Frame, Ints
from data.generator.words import day_text

FUTURE, TOO_EARLY = date(2049, 12, 31), date(1985, 1, 1)
TOO_LATE_BY = 9
SHARE = 0.00028
"""Of a file's rows, for each kind of defect."""
KEY_COPIES, REPEATS, RAGGED = "repeated_key", "repeats", "ragged"
WHOLE_ROW = "row"

Spoil = Callable[[Frame, Ints], list[str]]
"""Texts for the spoiled cell in the given rows of a frame."""
Suits = Callable[[Frame], Flags]
"""Rows where the defect is possible."""


@dataclass(frozen=True)
class Defect:
    """One way to spoil a row."""

    column: str
    reason: str
    spoil: Spoil
    suits: Suits


def _anywhere(frame: Frame) -> Flags:
    return np.ones(frame.rows, dtype=bool)


def _always(text: str) -> Spoil:
    return lambda _, rows: [text] * len(rows)


BAD_TEXT = {
    "council": ("unknown_council", "Nowhere Council"),
    "division": ("unknown_division", "Nowhere Division"),
    "organisation": ("unknown_organisation", "Nobody's Agency"),
    "code": ("not_allowed", "not on the list"),
    "ordinal": ("not_allowed", "not on the list"),
    "reference": ("not_a_reference", "see the paper file"),
    "edition": ("not_an_edition", "the one on file"),
    "date": ("not_a_date", "31 February"),
    "month": ("not_a_date", "Smarch"),
}


def defects(dresser: Dresser, last_day: int) -> tuple[Defect, ...]:
    """Every kind of defect that the provider's columns allow, each once a column kind."""
    found = [*_missing(dresser), *_bad_texts(dresser), *_bad_dates(dresser)]
    found += [*_wrong_order(dresser, last_day), *_bad_counts(dresser)]
    return tuple(found)


def _missing(dresser: Dresser) -> Iterator[Defect]:
    for column in dresser.columns:
        if column.required:
            yield Defect(column.name, "missing", _always(""), _anywhere)


def _bad_texts(dresser: Dresser) -> Iterator[Defect]:
    """One column of each kind, but none that identifies the row, other than an organisation."""
    first, *others = dresser.exported.key
    seen: set[str] = set()
    for column in dresser.columns:
        tells = column.name == first or (column.name in others and column.kind != "organisation")
        if column.kind in BAD_TEXT and column.kind not in seen and not tells:
            seen.add(column.kind)
            reason, text = BAD_TEXT[column.kind]
            yield Defect(column.name, reason, _always(text), _anywhere)


def _bad_dates(dresser: Dresser) -> Iterator[Defect]:
    style = dresser.profile.date_styles[0]
    days = [column for column in dresser.columns if column.kind == "date"]
    if days:
        early = day_text(TOO_EARLY, style)
        yield Defect(days[-1].name, "date_out_of_range", _always(early), _anywhere)
    befores = {column.not_before for column in dresser.columns}
    for column in dresser.columns:
        # A future day must not break another date's order as well: one defect, one reason.
        if column.not_future and column.name not in befores and column.not_after is None:
            months = dresser.profile.month_styles[0]
            text = day_text(FUTURE, months if column.kind == "month" else style)
            yield Defect(column.name, "in_the_future", _always(text), _anywhere)
            return


def _wrong_order(dresser: Dresser, last_day: int) -> Iterator[Defect]:
    sent = {column.name for column in dresser.columns}
    for column in dresser.columns:
        other = column.not_after or column.not_before
        if other is None or other not in sent:
            continue
        shift = TOO_LATE_BY if column.not_after else -TOO_LATE_BY
        yield Defect(
            column.name,
            "wrong_order",
            _shifted(dresser, column.name, other, shift),
            _both_known(column.name, other, last_day - TOO_LATE_BY),
        )
        return


def _shifted(dresser: Dresser, column: str, other: str, shift: int) -> Spoil:
    def spoil(frame: Frame, rows: Ints) -> list[str]:
        return [dresser.day(column, int(day) + shift) for day in frame.columns[other][rows]]

    return spoil


def _both_known(column: str, other: str, latest: int) -> Suits:
    def suits(frame: Frame) -> Flags:
        days = frame.columns[other]
        found: Flags = (frame.columns[column] != BLANK) & (days != BLANK) & (days <= latest)
        return found

    return suits


def _bad_counts(dresser: Dresser) -> Iterator[Defect]:
    wholes = [column for column in dresser.columns if column.kind == "whole"]
    if not wholes:
        return
    yield Defect(wholes[0].name, "not_a_number", _always("about a dozen"), _anywhere)
    yield Defect(wholes[0].name, "negative", _always("-3"), _anywhere)
    part = next(column for column in wholes if column.part_of)
    yield Defect(part.name, "part_exceeds_whole", _exceeding(part), _anywhere)


def _exceeding(part: Column) -> Spoil:
    whole = part.part_of or ""
    return lambda frame, rows: [str(int(count) + 2) for count in frame.columns[whole][rows]]
