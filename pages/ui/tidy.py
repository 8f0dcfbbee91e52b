"""A table as it is read, made into one to work with: numbers as numbers, units in headings.

What is downloaded is what is shown, so a file is made from the words on the screen and holds
nothing else: "1,395" becomes 1395, "85 %" becomes 85 under "Share (%)", "80 to 89 %" becomes two
columns, and "[c]" leaves its number empty and stands in a column beside it.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from pages.ui import words

NOTE = "note"
NOTES = (*words.MISSING.values(), words.UNKNOWN, "cannot be estimated")
NOTES += ("not asked, or too few", "? too few to say")
"""What stands where there is no number."""
SHAPES = "●◐◔◧○◌⊘◇◆□■▨▲▼△▽↗↘↑↓→…?"
"""Shapes are for the eye: each stands before the word that it means, which stays."""
SHAPE = re.compile(f"^[{SHAPES}] |(?<= )[●◐◔◧○◌⊘◇◆□■▨] ")

# no leading zeros and not too long for a number: a reference is no figure
NUMBER = r"[+-]?(?:0|[1-9]\d{0,2}(?:,\d{3})+|[1-9]\d{0,14})(?:\.\d+)?"
RANGE = rf"(?P<low>{NUMBER})(?: %)? to (?P<high>{NUMBER})"
VALUE = re.compile(
    rf"(?P<note>about )?(?P<value>{NUMBER})(?P<unit> %| days?)?"
    rf"(?: \(95 % interval {RANGE}(?: %)?\))?(?:, (?P<word>[a-z][a-z ]*))?"
)
INTERVAL = re.compile(rf"(?:95 % interval )?{RANGE}(?P<unit> %)?")
SIGNED = r"(?:{0} % (?:higher|lower)|no different)"
ONE = SIGNED.format(r"\d[\d,]*")
CHANGE = re.compile(
    rf"(?P<value>{ONE})(?:, 95 % interval (?:(?P<low>{ONE}) to (?P<high>{ONE}): no clear change"
    rf"|(?P<near>[\d,]+) to (?P<far>[\d,]+) % (?P<way>higher|lower)))?"
)
MONTHS = "Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec"
PERIOD = re.compile(
    rf"(?P<month>{MONTHS})(?: to (?:{MONTHS}))? (?P<year>\d{{4}})|(?P<financial>\d{{4}})-\d{{2}}"
)


@dataclass(frozen=True)
class Figure:
    """One cell: a number, the ends of its interval, its unit, a word after it, a note for it."""

    value: float | None = None
    low: float | None = None
    high: float | None = None
    unit: str = ""
    word: str = ""
    note: str = ""


EMPTY = Figure()


def tidy(table: pd.DataFrame) -> pd.DataFrame:
    """The table with every column of figures as numbers; columns of words without their shapes.

    Where the rows of a column differ in their unit, a column "Unit" at the end says it.
    """
    columns: dict[str, pd.Series] = {}
    mixed = pd.Series([""] * len(table), index=table.index, dtype="str")
    for name, column in table.items():
        found = _figures(column)
        if found is None:
            columns |= _plain(str(name), column)
            continue
        units = {each.unit for each in found if _given(each)}
        unit = units.pop() if len(units) == 1 else ""
        if units:
            own = pd.Series([each.unit for each in found], index=table.index, dtype="str")
            mixed = mixed.mask(mixed == "", own)
        columns |= _numbers(str(name), found, unit, table.index)
    made = pd.DataFrame(columns, index=table.index)
    return made.assign(Unit=mixed) if mixed.ne("").any() else made


def times(table: pd.DataFrame) -> list[str]:
    """The first and the last period of a table, as it writes them; none without such a column."""
    for name in table:
        column = table[name]
        days = _days(column)
        if days is not None and len(days):
            ends = (column.iloc[days.argmin()], column.iloc[days.argmax()])
            return list(dict.fromkeys(map(str, ends)))
    return []


def number(text: str) -> float:
    """A number from how it is written: 12,345."""
    return float(text.replace(",", ""))


def _figures(column: pd.Series) -> list[Figure] | None:
    """Every cell as a figure; None where a cell is something else, or none is a figure."""
    texts = {cell for cell in column if isinstance(cell, str)}
    known = {text: _figure(text) for text in texts}
    if any(each is None for each in known.values()):
        return None
    if not any(map(_counts, known.values())):
        return None
    cells = [known.get(cell, EMPTY) if isinstance(cell, str) else cell for cell in column]
    if any(not isinstance(cell, Figure) and words.known(cell) for cell in cells):
        return None
    return [cell if isinstance(cell, Figure) else EMPTY for cell in cells]


def _counts(figure: Figure | None) -> bool:
    """Whether a cell shows that its column is one of figures: it is one, or hides one."""
    found = figure or EMPTY
    return _given(found) or found.note in (words.HIDDEN, "withheld", "too few")


def _given(figure: Figure) -> bool:
    return figure.value is not None or figure.low is not None


def _figure(text: str) -> Figure | None:
    """A cell of words as a figure; None where it is none."""
    if not text:
        return EMPTY
    if text in NOTES:
        return Figure(note=SHAPE.sub("", text))
    bare = SHAPE.sub("", text)
    if found := VALUE.fullmatch(bare):
        low, high = (number(found[end]) if found[end] else None for end in ("low", "high"))
        unit = (found["unit"] or "").strip()
        unit = "days" if unit == "day" else unit
        note = (found["note"] or "").strip()
        return Figure(number(found["value"]), low, high, unit, found["word"] or "", note)
    if found := INTERVAL.fullmatch(bare):
        unit = (found["unit"] or "").strip()
        return Figure(None, number(found["low"]), number(found["high"]), unit)
    found = CHANGE.fullmatch(bare)
    return _change(found) if found else None


def _change(found: re.Match[str]) -> Figure:
    """A change in words as signed per cents: "4 % lower, 95 % interval 1 to 8 % lower"."""
    low, high = (_signed(found[end]) if found[end] else None for end in ("low", "high"))
    if found["way"]:
        sign = 1 if found["way"] == "higher" else -1
        low, high = sorted(sign * number(found[end]) for end in ("near", "far"))
    return Figure(_signed(found["value"]), low, high, "%")


def _signed(text: str) -> float:
    if text == "no different":
        return 0.0
    size = number(text.partition(" %")[0])
    return -size if text.endswith("lower") else size


def _numbers(
    name: str, found: Sequence[Figure], unit: str, index: pd.Index
) -> dict[str, pd.Series]:
    """The columns that a column of figures becomes; those that would be empty are left out."""
    of = f" ({unit})" if unit else ""
    columns = {
        f"{name}{of}": _series([each.value for each in found], index),
        f"{name}, low{of}": _series([each.low for each in found], index),
        f"{name}, high{of}": _series([each.high for each in found], index),
    }
    said = {
        f"{name}, state": pd.Series([each.word for each in found], index=index, dtype="str"),
        f"{name}, {NOTE}": pd.Series([each.note for each in found], index=index, dtype="str"),
    }
    kept = {heading: each for heading, each in columns.items() if each.notna().any()}
    kept = kept or {name: columns[f"{name}{of}"]}  # all are hidden: a column of numbers still
    return kept | {heading: each for heading, each in said.items() if each.ne("").any()}


def _series(values: Sequence[float | None], index: pd.Index) -> pd.Series:
    """Numbers, whole ones without a decimal point."""
    found = pd.Series(pd.array(values, dtype="Float64"), index=index)
    whole = found.dropna() % 1 == 0
    return found.astype("Int64") if whole.all() else found


def _plain(name: str, column: pd.Series) -> dict[str, pd.Series]:
    """A column of words or of numbers; a column of periods has the first day of each beside it."""
    if pd.api.types.is_float_dtype(column):
        return {
            name: _series([each if words.known(each) else None for each in column], column.index)
        }
    if not pd.api.types.is_string_dtype(column) and column.dtype != "object":
        return {name: column}
    bare = column.map(lambda cell: SHAPE.sub("", cell) if isinstance(cell, str) else cell)
    days = _days(column)
    if days is None:
        return {name: bare}
    return {name: bare, f"{name}, first day": days.dt.strftime("%Y-%m-%d")}


def _days(column: pd.Series) -> pd.Series | None:
    """The first day of every period of a column; None where a cell is not a period."""
    texts = column.unique()
    if not len(texts) or not all(isinstance(each, str) for each in texts):
        return None
    known = {text: _first_day(text) for text in texts}
    if any(each is None for each in known.values()):
        return None
    return column.map(known)


def _first_day(text: str) -> pd.Timestamp | None:
    found = PERIOD.fullmatch(text)
    if not found:
        return None
    if found["financial"]:
        return pd.Timestamp(int(found["financial"]), 4, 1)
    return pd.Timestamp(f"1 {found['month']} {found['year']}")
