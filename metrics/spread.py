"""Spread between councils: how many lie outside the funnel limits of one or more indicators."""

import numpy as np
import pandas as pd

from data.reference import SCOTLAND
from data.settings import settings
from metrics.funnel import LEVELS, overdispersion
from metrics.rates import normal_quantile

PERIOD = ["period_type", "period_start"]
EDGE = normal_quantile(LEVELS["998"])


def councils_outside(cells: pd.DataFrame) -> pd.DataFrame:
    """Councils outside the limits of any of these indicators, of the councils judged.

    cells: measure_id, period_type, period_start, area_type, area_code, numerator, denominator.
    Returns a row per period, for Scotland, where at least one council could be judged:
    period_type, period_start, area_type, area_code, numerator (councils beyond the widened
    99.8 % limits, on either side, of one indicator or more), denominator (councils with a large
    enough denominator on one or more). Limits as in metrics/funnel.py, around all councils.
    """
    councils = cells[
        (cells["area_type"] == "council")
        & (cells["denominator"] >= settings().smallest_denominator)
    ]
    judged = [_judged(group) for _, group in councils.groupby([*PERIOD, "measure_id"])]
    if not judged:
        return _scotland(councils.assign(outside=False))
    return _scotland(pd.concat(judged))


def _judged(group: pd.DataFrame) -> pd.DataFrame:
    """The same rows with `outside`: what funnel() says, without the limits it draws.

    A thousand funnels make this one measure, so only the score is worked out here; a test holds
    it to funnel().
    """
    x = group["numerator"].to_numpy("float64")
    n = group["denominator"].to_numpy("float64")
    middle = x.sum() / n.sum()
    _, tau = overdispersion(x, n, middle)
    apart = np.arcsin(np.sqrt(x / n)) - np.arcsin(np.sqrt(middle))
    return group.assign(outside=np.abs(apart) > EDGE * np.sqrt(1 / (4 * n) + tau**2))


def _scotland(judged: pd.DataFrame) -> pd.DataFrame:
    by_council = judged.groupby([*PERIOD, "area_code"])["outside"].any().reset_index()
    found = by_council.groupby(PERIOD, as_index=False).agg(
        numerator=("outside", "sum"), denominator=("outside", "size")
    )
    return found.assign(area_type="scotland", area_code=SCOTLAND)
