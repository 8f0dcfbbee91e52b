"""Since when something has been as bad as it is: a clear step in monthly counts, if any."""

import numpy as np
import pandas as pd

from data.engine import Reader
from metrics.answers.difference import clearly_more
from metrics.answers.periods import worded
from metrics.answers.tables import source

YEAR = 12
STRICT = 0.998
"""The likeliest of many splits is chosen, which by itself makes the two sides differ."""
TWICE = 2.0
"""A step is told when the share at least doubled; less may be drift."""


class Spells:
    """The monthly counts of every provider, read once: `Spells(reader).since(...)`."""

    def __init__(self, reader: Reader) -> None:
        found = reader.frame(
            f"""
            SELECT key, facet, export, item, CAST(period_start AS TIMESTAMP) AS month,
                   numerator, denominator
            FROM {source(reader, "quality")}
            WHERE scope = 'provider' AND period_type = 'month' AND facet <> 'timeliness'
            ORDER BY month
            """
        )
        found = found.astype({"numerator": "float64", "denominator": "float64"})
        keys = ["key", "facet", "export", "item"]
        self._months = dict(list(found.fillna({"numerator": 0.0}).groupby(keys)))

    def since(self, provider: str, facet: str, export: str, item: str) -> str:
        """A clause such as ", since about Mar 2024"; empty with too few months to say."""
        months = self._months.get((provider, facet, export, item))
        if months is None or len(months) < 2 * YEAR:
            return ""
        whole = months["denominator"].to_numpy()
        lacking = whole - months["numerator"].to_numpy()
        place = step(lacking, whole)
        if place is None:
            worse = clearly_more(
                *(lacking[:-YEAR].sum(), whole[:-YEAR].sum()),
                *(lacking[-YEAR:].sum(), whole[-YEAR:].sum()),
            )
            return ", more than in the years before" if worse else ", much as in the years before"
        return f", since about {worded(pd.Timestamp(months['month'].iloc[place]))}"


def step(part: np.ndarray, whole: np.ndarray) -> int | None:
    """The month from which a share has been at least twice what it was; None without a clear one.

    part, whole: counts by month, the oldest first. The split is the likeliest of one step between
    two binomial shares.
    """
    places = range(YEAR, len(part) - 1)
    likely = [_likelihood(part[:p], whole[:p]) + _likelihood(part[p:], whole[p:]) for p in places]
    if not likely or not part.any():
        return None
    place = places[int(np.argmax(likely))]
    before, after = (part[:place], whole[:place]), (part[place:], whole[place:])
    shares = [each[0].sum() / each[1].sum() for each in (before, after)]
    clear = clearly_more(
        before[0].sum(), before[1].sum(), after[0].sum(), after[1].sum(), level=STRICT
    )
    return place if clear and shares[1] >= TWICE * shares[0] else None


def _likelihood(part: np.ndarray, whole: np.ndarray) -> float:
    x, n = float(part.sum()), float(whole.sum())
    return sum(each * float(np.log(each / n)) for each in (x, n - x) if each > 0)
