"""What changed since the last submission: each provider's latest files against those before."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

import pandas as pd

from data.columns import REASONS
from data.engine import Reader
from data.grammar import capital, small
from metrics.answers.difference import clearly_more
from metrics.answers.facets import item_words
from metrics.answers.fixing.fix import share, title
from metrics.answers.quality import rejected
from metrics.answers.rounding import rounded_to
from metrics.answers.sendings import counted_submissions, turns
from metrics.answers.tables import source
from metrics.answers.wording import count

Way = Literal["worse", "as before", "better"]
RATIO = 1.3
"""Rows that grow or shrink by less than this are ordinary."""
LATER = 7
"""Days by which an export must come later, or sooner, to be worth a word."""
NUMBERS = ["rows_read", "accepted", "rejected", "repeats"]


@dataclass(frozen=True)
class Change:
    """One sentence on one export of one provider; `matters` orders the sentences, worst first."""

    provider: str
    export: str
    way: Way
    matters: float
    sentence: str


COLUMNS = tuple(Change.__dataclass_fields__)


def changes(reader: Reader) -> pd.DataFrame:
    """Every change of every provider and export, the worst first; columns: those of Change.

    File is compared with file, as turns() of metrics/answers/sendings.py has them: one that put
    another of the same day right with that, else what came last with what came before. Shares
    count as changed only where chance and rounding cannot explain it. With nothing to compare with
    there is no row.
    """
    sent, found = counted_submissions(reader), []
    told = _Told(reader)
    for key, rows in sent.groupby(["provider", "export"]):
        provider, export = map(str, key)
        then, now = turns(rows)
        if len(then):
            found += [
                Change(provider, export, *said)
                for said in _compared(rows, then, now, title(export), told)
            ]
    table = pd.DataFrame([vars(each) for each in found], columns=list(COLUMNS))
    return table.sort_values(
        ["matters", "provider", "export", "sentence"], ascending=[False, True, True, True]
    ).reset_index(drop=True)


class _Told:
    """What the release tells of submissions beside their counts, read once."""

    def __init__(self, reader: Reader) -> None:
        self.rounded = rounded_to(reader)
        self.reasons = rejected(reader)
        self.absent = reader.frame(
            f'SELECT submission_id, "column" AS item FROM {source(reader, "not_sent")}'
        )
        self.filled = reader.frame(
            "SELECT key AS submission_id, item, CAST(coalesce(numerator, 0) AS DOUBLE) AS filled, "
            f"CAST(denominator AS DOUBLE) AS asked FROM {source(reader, 'quality')} "
            "WHERE scope = 'submission' ORDER BY key, item"
        )

    def of(self, table: pd.DataFrame, sent: pd.DataFrame) -> pd.DataFrame:
        """Rows of one of the tables about these submissions."""
        return table[table["submission_id"].isin(sent["submission_id"])]


Said = tuple[Way, float, str]


def _compared(
    sent: pd.DataFrame, then: pd.DataFrame, now: pd.DataFrame, name: str, told: _Told
) -> Iterator[Said]:
    yield _rows(sent, then, now, name)
    yield from _columns(then, now, name, told)
    yield from _turned_away(then, now, name, told)
    yield from _blanks(then, now, name, told)
    yield from _time(then, now, name)


def _rows(sent: pd.DataFrame, then: pd.DataFrame, now: pd.DataFrame, name: str) -> Said:
    after = now["rows_read"].sum()
    before = _before(sent, then, now)
    fewer, more = after * RATIO < before, after > before * RATIO
    word = "far fewer than" if fewer else "far more than" if more else "about as many as"
    first, last = then["day"].iloc[0], now["day"].iloc[0]
    there, here = f"on {_day(first)}", f"on {_day(last)}"
    if first == last:
        file = "file" if len(now) == 1 else f"{len(now)} files"
        there, here = "before", f"in the latest {file} of {_day(last)}"
    sentence = f"{capital(name)}: {count(after)} rows {here}, {word} the {count(before)} {there}."
    return ("worse", 6.0, sentence) if fewer else ("as before", 0.0, sentence)


def _before(sent: pd.DataFrame, then: pd.DataFrame, now: pd.DataFrame) -> float:
    """Rows that were there before. Of files that replaced each other on the day, each row once.

    What was replaced whole is all among what came after, so that a part corrected first and the
    whole after it are no more rows than the whole, or than the largest of them.
    """
    day = now["day"].iloc[0]
    if then["day"].iloc[0] < day:
        return float(then["rows_read"].sum())
    gone = sent.loc[sent["day"] == day, "rows_read"].drop(now.index)
    return float(min(gone.sum(), max(now["rows_read"].sum(), gone.max())))


def _columns(then: pd.DataFrame, now: pd.DataFrame, name: str, told: _Told) -> Iterator[Said]:
    before, after = (set(told.of(told.absent, each)["item"]) for each in (then, now))
    for item in sorted(after - before):
        yield "worse", 8.0, f"{capital(item_words(item))} is no longer sent in {name}."
    for item in sorted(before - after):
        yield "better", -1.0, f"{capital(item_words(item))} is now sent in {name}."


def _turned_away(then: pd.DataFrame, now: pd.DataFrame, name: str, told: _Told) -> Iterator[Said]:
    (x1, n1), (x2, n2) = ((each["rejected"].sum(), each["rows_read"].sum()) for each in (then, now))
    way = _moved(x1, n1, x2, n2, told.rounded)
    if way != "as before":
        yield (
            way,
            7.0 if way == "worse" else -2.0,
            f"{share(x2, n2)} of {name} were turned away, before {share(x1, n1)}.",
        )
    keys = ["column", "reason"]
    before, after = (
        told.of(told.reasons, each).groupby(keys)["rows"].sum(min_count=1) for each in (then, now)
    )
    for column, reason in [key for key in after.index if key not in before.index]:
        rows = after[column, reason]
        many = f"{count(rows)} rows of" if pd.notna(rows) else "a few rows of"
        yield "worse", 5.0, f"A new reason for turning away {many} {name}: {_why(column, reason)}"
    for column, reason in [key for key in before.index if key not in after.index]:
        yield (
            "better",
            -3.0,
            f"No row of {name} is turned away any more for: " + _why(column, reason),
        )
    for column, reason in [key for key in after.index if key in before.index]:
        parts = before[column, reason], after[column, reason]
        if all(map(pd.notna, parts)) and clearly_more(
            float(parts[0]), n1, float(parts[1]), n2, rounded_to=told.rounded
        ):
            yield (
                "worse",
                4.0,
                f"More rows of {name} are turned away, {count(parts[1])} after "
                f"{count(parts[0])}: {_why(column, reason)}",
            )


def _why(column: str, reason: str) -> str:
    where = "" if column == "row" else f"{item_words(column)}: "
    why = REASONS.get(reason, reason)
    return f"{where}{small(why)}"


def _blanks(then: pd.DataFrame, now: pd.DataFrame, name: str, told: _Told) -> Iterator[Said]:
    """Columns whose share of blanks moved; a column not sent at all is told by _columns()."""
    absent = set(told.of(told.absent, pd.concat([then, now]))["item"])
    before, after = (
        told.of(told.filled, each).groupby("item")[["filled", "asked"]].sum()
        for each in (then, now)
    )
    for item in sorted(set(before.index) & set(after.index) - absent):
        (f1, n1), (f2, n2) = before.loc[item], after.loc[item]
        way = _moved(n1 - f1, n1, n2 - f2, n2, told.rounded)
        if way != "as before":
            yield (
                way,
                5.0 + (n2 - f2) / n2 if way == "worse" else -2.0,
                f"{capital(item_words(item))} is blank in {share(n2 - f2, n2)} of {name}, before "
                f"{share(n1 - f1, n1)}: more than chance would explain.",
            )


def _moved(x1: float, n1: float, x2: float, n2: float, rounded: int) -> Way:
    """Whether a share of something bad moved by more than chance and rounding."""
    if clearly_more(x1, n1, x2, n2, rounded_to=rounded):
        return "worse"
    return "better" if clearly_more(x2, n2, x1, n1, rounded_to=rounded) else "as before"


def _time(then: pd.DataFrame, now: pd.DataFrame, name: str) -> Iterator[Said]:
    """Days that neither submission is about, and whether the export came sooner or later."""
    (_, end), (start, last) = (_span(each) for each in (then, now))
    if pd.isna(end) or pd.isna(last):
        return
    if last < end:
        yield "worse", 6.5, f"{capital(name)} reach to {_day(last)} only, before to {_day(end)}."
    elif (start - end).days > 31:
        yield (
            "worse",
            6.5,
            f"{capital(name)} lack the days between {_day(end)} and {_day(start)}.",
        )
    late = [
        (each["day"].iloc[0] - (span + pd.offsets.MonthEnd(0))).days
        for each, span in ((then, end), (now, last))
    ]
    # the same months sent again are not late: they were there before
    if last > end and late[1] - late[0] > LATER and late[1] > 0:
        yield (
            "worse",
            3.0,
            f"{capital(name)} came {late[1]} days after the end of their last month, before "
            f"{max(late[0], 0)}.",
        )


def _span(sent: pd.DataFrame) -> tuple[pd.Timestamp, pd.Timestamp]:
    return pd.to_datetime(sent["first_day"]).min(), pd.to_datetime(sent["last_day"]).max()


def _day(day: pd.Timestamp) -> str:
    return f"{day.day} {day:%b %Y}"
