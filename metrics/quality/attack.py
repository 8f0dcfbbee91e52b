"""The attack on the table `quality` before it is published: what its sums tell of few people.

The attacker has every row that is published, knows how it is made (rows about few people left out,
small parts hidden, the rest rounded), and knows what adds up: cells filled and blank to cells
asked; months and quarters to the latest year; councils, providers and pairs to all that was sent;
a provider's months to its submissions; columns that are asked of the same rows. To be on the safe
side a second attacker is also told which counts are nought, and which were hidden only to protect
others (metrics/protection/flat.py). A secret is any count under the small number: of cells filled,
of cells blank (which no row tells, but a difference might), and of rows.

No count of the same area and period that `measure` hides to protect others is shown here as a part
or a whole, or is what is left of them by its own name (protect.py sees to that), so that what the
attack on it found stands. Not compared: the latest year where it is none that `measure` has, and
all of a submission. Not attacked: sums that run through both tables, and two releases together.
"""

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
import pandas as pd

from data.settings import Settings
from metrics.protection.bounds import Bounds
from metrics.protection.flat import Flat, Marks
from metrics.protection.margins import Numbers
from metrics.protection.rounding import HIDDEN
from metrics.protection.sums import ANYTHING, holding, settle

COUNTS = 3
PART, WHOLE, LACK = range(COUNTS)
"""The counts of a row: filled in (or agreeing), asked for (or compared), and what is left."""
SERIES = ["facet", "export", "item"]
PLACE = ["scope", "key", "period_type", "period_start"]


class Entry(NamedTuple):
    """Parts of sums of one kind: of each its total and itself, as places among the counts."""

    totals: Numbers
    parts: Numbers


def lay_out(
    rows: pd.DataFrame, sent: pd.DataFrame, absent: pd.DataFrame, settings: Settings, round_to: int
) -> Flat:
    """Lay out the rows of `quality` about people: COUNTS of each, then totals that no row has.

    sent: submission_id and provider; absent: submission_id and column of what a file lacks.
    """
    counted = rows["facet"].ne("timeliness").to_numpy()
    part = np.where(counted, rows["numerator"], 0).astype(np.int64)
    whole = rows["denominator"].to_numpy(np.int64)
    own = np.stack([part, whole, np.where(counted, whole - part, 0)], axis=1).ravel()
    providers = sent.set_index("submission_id")["provider"]
    named = rows.reset_index(drop=True).assign(
        row=np.arange(len(rows)),
        counted=counted,
        provider=rows["key"].map(providers).where(rows["scope"] == "submission", rows["key"]),
        period_start=pd.to_datetime(rows["period_start"]),
    )
    entries = list(_entries(named))
    exact = _with_totals(own, entries)
    kinds = np.repeat(np.arange(len(entries)), [len(each.parts) for each in entries])
    totals, parts = (np.concatenate(each) for each in zip(*entries, strict=True))
    rest = np.zeros(len(exact) - len(own), np.int64)
    no_secret = np.append(_no_secret(named, absent), rest > 0)
    smallest = [settings.small_number, settings.smallest_denominator, 0]
    flat = Flat(
        exact=exact,
        hidden_under=np.append(np.tile(smallest, len(rows)), rest) * ~no_secret,
        row=np.append(np.repeat(np.arange(len(rows)), COUNTS), rest - 1),
        known=Bounds(exact * no_secret, np.where(no_secret, exact, ANYTHING)),
        no_secret=no_secret,
        sums=holding(totals, kinds, parts, exact),
        secret_under=settings.small_number,
        round_to=round_to,
    )
    # what follows before any row is shown: a column that is not sent is empty in every month
    flat.no_secret[settle(flat.bounds(np.full(len(exact), HIDDEN)), flat.sums).high == 0] = True
    return flat


def _no_secret(named: pd.DataFrame, absent: pd.DataFrame) -> Marks:
    """Counts that are no secret: parts of days, and cells filled in a column that is not sent."""
    no_secret = np.repeat(~named["counted"].to_numpy(), COUNTS)
    no_secret[WHOLE::COUNTS] = False
    lacks = pd.MultiIndex.from_frame(absent)
    submitted = named["scope"].eq("submission").to_numpy()
    keys = pd.MultiIndex.from_frame(named[["key", "item"]])
    no_secret[PART::COUNTS] |= submitted & keys.isin(lacks)
    return no_secret


def _entries(named: pd.DataFrame) -> Iterator[Entry]:
    """Everything that adds up."""
    rows = _counts(named["row"])
    yield Entry(np.tile(rows[WHOLE], 2), np.concatenate([rows[PART], rows[LACK]]))
    yield _copies(named)
    yield _year(named)
    quarters = named["period_start"].dt.to_period("Q").astype(str)
    spans = named.assign(span=quarters.where(named["period_type"] != "recent", "recent"))
    months = named[named["period_type"] != "recent"]
    free = len(named)
    for frame, keys, scopes in (
        (spans, [*SERIES, "span"], ("council", "provider", "pair")),
        (months, [*SERIES, "provider"], ("submission", "provider")),
    ):
        alike = frame[frame["scope"].isin(scopes)]
        total = free + alike.groupby(keys, sort=False).ngroup()
        for scope in scopes:
            own = alike["scope"] == scope
            parts = _counts(alike.loc[own, "row"])
            yield Entry(np.concatenate(_counts(total[own])), np.concatenate(parts))
        free = int(total.max()) + 1 if len(total) else free


def _counts(rows: pd.Series) -> tuple[Numbers, Numbers, Numbers]:
    """Where the three counts of rows stand."""
    at = rows.to_numpy(np.int64) * COUNTS
    return at + PART, at + WHOLE, at + LACK


def _copies(named: pd.DataFrame) -> Entry:
    """Columns that are asked of the same rows: their wholes are equal, wherever they are told."""
    ordered = named.sort_values([*SERIES, *PLACE])
    wholes = ordered.groupby(SERIES)["denominator"].agg(tuple)
    places = ordered.groupby(SERIES)["row"].agg(tuple)
    found = pd.DataFrame({"wholes": wholes, "rows": places}).reset_index()
    first = found.groupby(["facet", "export", "wholes"])["rows"].transform("first")
    copied = found["rows"] != first
    totals, parts = (
        np.array([row for rows in each[copied] for row in rows], dtype=np.int64)
        for each in (first, found["rows"])
    )
    return Entry(totals * COUNTS + WHOLE, parts * COUNTS + WHOLE)


def _year(named: pd.DataFrame) -> Entry:
    """The latest year, and the months or quarters that lie in it."""
    keys = [*SERIES, "scope", "key"]
    years = named[named["period_type"] == "recent"]
    inside = named.merge(years[[*keys, "period_start", "row"]], on=keys, suffixes=("", "_year"))
    inside = inside[
        inside["period_type"].isin(("month", "quarter"))
        & (inside["period_start"] >= inside["period_start_year"])
    ]
    totals, parts = _counts(inside["row_year"]), _counts(inside["row"])
    return Entry(np.concatenate(totals), np.concatenate(parts))


def _with_totals(exact: Numbers, entries: list[Entry]) -> Numbers:
    """The counts of rows, then those of totals that no row has: as much as any kind adds up to."""
    size = max(int(each.totals.max(initial=0)) for each in entries) + 1
    whole = np.concatenate([exact, np.zeros(max(size - len(exact), 0), np.int64)])
    for each in entries:
        added = np.bincount(each.totals, weights=whole[each.parts], minlength=len(whole))
        whole[len(exact) :] = np.maximum(whole[len(exact) :], added[len(exact) :].astype(np.int64))
    return whole
