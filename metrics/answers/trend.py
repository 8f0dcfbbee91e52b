"""One measure in one area over time, with the limits of ordinary variation."""

from typing import Literal

import pandas as pd

from data.engine import Reader
from data.reference import SCOTLAND
from metrics import spc
from metrics.answers import stretches
from metrics.answers.cells import cells
from metrics.answers.periods import PeriodType
from metrics.answers.regimes import regimes
from metrics.steps import HIDDEN_SHARE

Rebase = Literal["never", "recent", "regimes"]


def trend(
    reader: Reader,
    measure_id: str,
    area_code: str = SCOTLAND,
    *,
    period_type: PeriodType = "month",
    rebase: Rebase = "never",
) -> pd.DataFrame:
    """Complete periods of one measure in one area, oldest first: cells and an XmR chart.

    Columns: those of cells(), and mean, limit_low, limit_high, inner_low, inner_high, signal,
    direction, trial of spc.xmr() (low and high stay the value's own 95 % interval), and stretch
    (a name; limits rest on the periods of one stretch).
    rebase: "never" has one stretch; "recent" has one of the last 24 periods;
    "regimes" has one for each lawful basis, at the area's own dates. Periods in between
    (stretches.APART), and those before the recent ones, have neither limits nor signals.
    Raises KeyError for a measure that does not exist.
    """
    found = cells(reader, measure_id, period_type=period_type, area_code=area_code)
    found = found[found["complete"]].reset_index(drop=True)
    starts = found["period_start"]
    if rebase == "regimes":
        stretch = stretches.by_regimes(starts, period_type, regimes(reader, area_code))
    elif rebase == "recent":
        stretch = stretches.by_recent(starts)
    else:
        stretch = pd.Series("all", index=found.index, dtype="str")
    return charted(found, stretch)


def charted(found: pd.DataFrame, stretch: pd.Series) -> pd.DataFrame:
    """Cells of one series in order with an XmR chart of each stretch; trend() says the columns."""
    starts = found["period_start"]
    unjudged = stretch.isin(stretches.UNJUDGED) | _mostly_unseen(found["value"], stretch)
    judged = found["value"].mask(unjudged).set_axis(starts)
    chart = spc.xmr(judged, stretches.begins(stretch, starts)).set_axis(found.index)
    chart = chart.rename(columns={"low": "limit_low", "high": "limit_high"})
    return found.join(chart.drop(columns="value")).assign(stretch=stretch)


def _mostly_unseen(values: pd.Series, stretch: pd.Series) -> pd.Series:
    """Whether so much of a period's stretch is missing that a mean would be one of high months.

    Between changes that is over a tenth, as for what is said of it (signals.unjudged).
    """
    most = stretch.isin(stretches.WHOLE).map({True: 0.5, False: HIDDEN_SHARE})
    return values.isna().groupby(stretch).transform("mean") > most
