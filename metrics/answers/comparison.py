"""The two changes of model in one area, from published months."""

import pandas as pd

from data.engine import Reader
from metrics import before_after
from metrics.answers import changes, gates, sentences
from metrics.answers.cells import SCOTLAND, cells
from metrics.answers.changes import ChangeId
from metrics.answers.regimes import regimes
from metrics.before_after import BeforeAfter

EXPOSURES = {"incidents": "domestic_abuse_incidents"}


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
    return found, sentences.before_after(found, area_code, exposure, _withheld(found))


def _withheld(found: BeforeAfter) -> str:
    """What of the months before and after is withheld, and by which check."""
    return gates.said(found.months[found.months["side"].isin(("before", "after"))])


def monthly(reader: Reader, area_code: str, exposure: str | None) -> pd.DataFrame:
    """Complete months of one area: period_start, count, exposure (1 for none), because.

    count and exposure are NaN when hidden or withheld; because is the check that withholds either.
    """
    found = _numerators(reader, "referrals", area_code, "count")
    if exposure is None:
        return found.assign(exposure=1.0).reset_index()
    against = _numerators(reader, EXPOSURES[exposure], area_code, "exposure").reindex(found.index)
    because = found["because"].where(found["because"] != "", against["because"].fillna(""))
    return found.assign(exposure=against["exposure"], because=because).reset_index()


def _numerators(reader: Reader, measure_id: str, area_code: str, name: str) -> pd.DataFrame:
    """Complete months: the numerators as a column `name`, and because."""
    found = cells(reader, measure_id, period_type="month", area_code=area_code)
    found = found[found["complete"]].set_index("period_start")
    counts = found["numerator"].astype("Float64").astype("float64")
    return found[["because"]].assign(**{name: counts})
