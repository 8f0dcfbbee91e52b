"""The two changes of model in one area, from published months."""

import numpy as np
import pandas as pd

from data.engine import Reader
from metrics import before_after
from metrics.answers import changes, sentences
from metrics.answers.cells import SCOTLAND, cells
from metrics.answers.changes import ChangeId
from metrics.answers.regimes import regimes
from metrics.before_after import BeforeAfter, equal_months
from metrics.quasi_poisson import Effect

EXPOSURES = {"incidents": "domestic_abuse_incidents"}
YEAR = 12


def before_and_after(
    reader: Reader,
    area_code: str = SCOTLAND,
    *,
    change: ChangeId = "consent",
    exposure: str | None = "incidents",
) -> tuple[BeforeAfter, str]:
    """What a change did to referrals in one area, and the sentence that says it.

    exposure "incidents": referrals are seen against domestic abuse incidents; None: as they are.
    Hidden months are left out, counted and said. Raises KeyError for another change or exposure.
    """
    months = monthly(reader, area_code, exposure)
    found = before_after.fit(months, changes.change(change, regimes(reader, area_code)))
    return found, sentences.before_after(found, area_code, exposure)


def since_consent(reader: Reader, area_code: str = SCOTLAND) -> tuple[Effect | None, pd.Timestamp]:
    """The last 12 complete months of referrals against the consent period, and the last month.

    Equal calendar months, counts as they are. None when too much is hidden or missing.
    """
    months = monthly(reader, area_code, None)
    consent = changes.change("consent", regimes(reader, area_code))
    period, last = consent.after, months["period_start"].max()
    recent = months["period_start"] > last - pd.DateOffset(months=YEAR)
    then = months["period_start"].between(*period)
    months["side"] = np.select([then, recent], ["before", "after"], "")
    known = months[months["side"] != ""].dropna()
    if known["side"].value_counts().reindex(["before", "after"]).fillna(0).min() < YEAR - 1:
        return None, last
    return equal_months(known), last


def monthly(reader: Reader, area_code: str, exposure: str | None) -> pd.DataFrame:
    """Complete months of one area: period_start, count (NaN when hidden), exposure (1 for none)."""
    counts = _numerators(reader, "referrals", area_code).rename("count")
    if exposure is None:
        return counts.to_frame().assign(exposure=1.0).reset_index()
    against = _numerators(reader, EXPOSURES[exposure], area_code).rename("exposure")
    return pd.concat([counts, against.reindex(counts.index)], axis=1).reset_index()


def _numerators(reader: Reader, measure_id: str, area_code: str) -> pd.Series:
    found = cells(reader, measure_id, period_type="month", area_code=area_code)
    found = found[found["complete"]].set_index("period_start")
    return found["numerator"].astype("Float64").astype("float64")
