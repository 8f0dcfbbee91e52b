"""The two changes of model, in one area or in every division, from published months."""

from dataclasses import dataclass

import pandas as pd

from data.engine import Reader
from data.reference import SCOTLAND, divisions
from metrics import before_after, not_yet_changed
from metrics.answers import changes, gates, sentences
from metrics.answers.cells import cells
from metrics.answers.changes import ChangeId
from metrics.answers.regimes import every_regime, regimes
from metrics.before_after import BeforeAfter
from metrics.not_yet_changed import Compared, Divisions, without

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
    months = reader.once(monthly, area_code, exposure)
    found = before_after.fit(months, changes.change(change, regimes(reader, area_code)))
    return found, sentences.before_after(found, area_code, exposure, _withheld(found))


@dataclass(frozen=True)
class InDivision:
    """What a change did in one police division, at its own dates."""

    analysis: BeforeAfter
    """As before_and_after() has it."""
    compared: Compared
    """The same against the divisions that had not yet changed."""


def in_each_division(
    reader: Reader, *, change: ChangeId = "consent", exposure: str | None = "incidents"
) -> dict[str, InDivision]:
    """Every police division by its code, from one reading of all their months."""
    found = reader.once(dated_divisions, change, exposure)
    return {
        code: InDivision(
            before_after.fit(*own), not_yet_changed.in_area(*own, without(found, code))
        )
        for code, own in found.items()
    }


def dated_divisions(reader: Reader, change: ChangeId, exposure: str | None) -> Divisions:
    """Every division's months with the change at its own dates, by its code."""
    made = changes.in_each_area(change, reader.once(every_regime))
    months = monthly_in_divisions(reader, exposure)
    return {code: (months[code], made[code]) for code in months}


def _withheld(found: BeforeAfter) -> str:
    """What of the months before and after is withheld, and by which check."""
    return gates.said(found.months[found.months["side"].isin(("before", "after"))])


def monthly(reader: Reader, area_code: str, exposure: str | None) -> pd.DataFrame:
    """Complete months of one area: period_start, count, exposure (1 for none), because, partial.

    count and exposure are NaN when hidden or withheld; because is the check that withholds either,
    partial what either is without.
    """
    found = _cells(reader, exposure, area_code=area_code)
    return _against(*found)


def monthly_in_divisions(reader: Reader, exposure: str | None) -> dict[str, pd.DataFrame]:
    """monthly() of every police division by its code, read at once."""
    found = _cells(reader, exposure, area_type="division")
    codes = divisions()["division_code"]
    return {code: _against(*(each[each["area_code"] == code] for each in found)) for code in codes}


def _cells(reader: Reader, exposure: str | None, **where: str) -> list[pd.DataFrame]:
    """Complete months of referrals, and of the exposure where there is one."""
    measures = ["referrals", *([EXPOSURES[exposure]] if exposure else [])]
    every = [cells(reader, measure, period_type="month", **where) for measure in measures]
    return [each[each["complete"]] for each in every]


def _against(referrals: pd.DataFrame, exposed: pd.DataFrame | None = None) -> pd.DataFrame:
    found = _numerators(referrals, "count")
    if exposed is None:
        return found.assign(exposure=1.0).reset_index()
    against = _numerators(exposed, "exposure").reindex(found.index)
    first = {
        name: found[name].where(found[name] != "", against[name].fillna(""))
        for name in ("because", "partial")
    }
    return found.assign(exposure=against["exposure"], **first).reset_index()


def _numerators(found: pd.DataFrame, name: str) -> pd.DataFrame:
    """The numerators of one area's months as a column `name`, because and partial."""
    counts = found["numerator"].astype("Float64").astype("float64")
    return found.assign(**{name: counts}).set_index("period_start")[["because", "partial", name]]
