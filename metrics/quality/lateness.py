"""How late exports and rows came, in days, from counts by day: medians and ninth deciles."""

from collections.abc import Iterator, Sequence

import numpy as np
import pandas as pd

LONGEST = 366
"""Rows that came later than this are history brought in afterwards, which is not lateness."""
DECILES = {"median": 0.5, "ninth decile": 0.9}
Row = tuple[str, str, str, str, str, str, object, int, int]


def percentile(days: Sequence[int], rows: Sequence[int], share: float) -> int:
    """The least day by which at least `share` of the rows had come.

    days: whole days; rows: how many rows came after so many. One value each; some row is there.

    >>> percentile([10, 2, 30], [4, 5, 1], 0.5), percentile([10, 2, 30], [4, 5, 1], 0.9)
    (2, 10)
    """
    order = np.argsort(days, kind="stable")
    reached = np.cumsum(np.asarray(rows)[order])
    place = int(np.searchsorted(reached, share * reached[-1] - 1e-9))
    return int(np.asarray(days)[order][place])


def exports(came: pd.DataFrame, span: pd.DataFrame, periods: Sequence[str]) -> Iterator[Row]:
    """Rows of `quality`: days from the end of a month until its export first came.

    came: export, provider, month, day, loaded, rows; span: month, period_type, period_start.
    Of several months the worst counts: a median would hide the one that was forgotten.
    """
    for (export, key, period, start), found in _grouped(came, span, "provider", periods):
        yield (
            *("timeliness", "export", export, "provider", key, period, start),
            *(int(found["days"].max()), len(found)),
        )


def rows(
    came: pd.DataFrame, span: pd.DataFrame, scope: str, periods: Sequence[str]
) -> Iterator[Row]:
    """Rows of `quality`: median and ninth decile of the days until a row came, by scope.

    came: export, provider, council, month, day, loaded, rows; scope: "provider" or "council".
    """
    for (export, key, period, start), found in _grouped(came, span, scope, periods):
        counted = found.groupby("days")["rows"].sum()
        for item, share in DECILES.items():
            days = percentile(counted.index.to_list(), counted.to_list(), share)
            yield (
                *("timeliness", item, export, scope, key, period, start),
                *(days, int(counted.sum())),
            )


def _grouped(
    came: pd.DataFrame, span: pd.DataFrame, scope: str, periods: Sequence[str]
) -> Iterator[tuple[tuple[str, str, str, object], pd.DataFrame]]:
    """Groups of one export, key and period, with `days` from the day to the loading."""
    if came.empty:
        return
    days = (pd.to_datetime(came["loaded"]) - pd.to_datetime(came["day"])).dt.days
    counted = came.assign(days=days.clip(lower=0))[days <= LONGEST]
    placed = counted.merge(span[span["period_type"].isin(periods)], on="month")
    keys = ["export", scope, "period_type", "period_start"]
    for key, found in placed.groupby(keys, sort=True):
        export, name, period, start = key
        yield (str(export), str(name), str(period), start), found
