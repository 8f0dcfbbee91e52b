"""One measure in one area over time, with the limits of ordinary variation."""

from collections.abc import Sequence
from datetime import date

import pandas as pd

from data.engine import Reader
from metrics import spc
from metrics.answers.cells import SCOTLAND, cells
from metrics.answers.periods import PeriodType


def trend(
    reader: Reader,
    measure_id: str,
    area_code: str = SCOTLAND,
    *,
    period_type: PeriodType = "month",
    rebase_at: Sequence[date | str] = (),
) -> pd.DataFrame:
    """Complete periods of one measure in one area, oldest first: cells and an XmR chart.

    Columns: those of cells(), and mean, limit_low, limit_high, inner_low, inner_high, signal,
    direction, trial of spc.xmr() (low and high stay the value's own 95 % interval).
    rebase_at: days from which limits are worked out afresh. Raises KeyError, unknown measure.
    """
    found = cells(reader, measure_id, period_type=period_type, area_code=area_code)
    found = found[found["complete"]].set_index("period_start", drop=False)
    chart = spc.xmr(found["value"], rebase_at)
    chart = chart.rename(columns={"low": "limit_low", "high": "limit_high"})
    return found.join(chart.drop(columns="value")).reset_index(drop=True)
