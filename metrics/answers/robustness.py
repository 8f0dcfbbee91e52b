"""How an estimated change in one area stands up: other ways of looking, and placebo dates."""

from dataclasses import dataclass

import pandas as pd

from data.engine import Reader
from data.reference import SCOTLAND, area_names
from metrics import plain
from metrics.answers import changes
from metrics.answers.changes import Change, ChangeId
from metrics.answers.comparison import monthly, monthly_in_divisions
from metrics.answers.regimes import regimes
from metrics.before_after import lead
from metrics.quasi_poisson import Effect
from metrics.sensitivity import Estimate, Placebo, placebos, sensitivity, verdict


@dataclass(frozen=True)
class Robustness:
    """What stands beside an estimate: a table of other ways, placebo dates, and a sentence."""

    table: pd.DataFrame
    """Of metrics.sensitivity.sensitivity()."""
    placebo: Placebo
    sentence: str


def robustness(
    reader: Reader,
    area_code: str = SCOTLAND,
    *,
    change: ChangeId = "consent",
    exposure: str | None = "incidents",
) -> Robustness | None:
    """How the leading estimate of before_and_after() stands up; None when there is none.

    Scotland is also looked at without each division in turn.
    """
    months = monthly(reader, area_code, exposure)
    known = regimes(reader, area_code)
    made = changes.change(change, known)
    effect = lead(months, made)
    if effect is None:
        return None
    table = sensitivity(
        months,
        made,
        lead,
        others=OTHERS,
        counted=monthly(reader, area_code, None if exposure else "incidents"),
        without=_without_each(reader, months, exposure) if area_code == SCOTLAND else None,
    )
    quiet = changes.quiet(known)
    placebo = placebos(months, quiet, lead, effect)
    return Robustness(table, placebo, verdict(effect, table, placebo))


def _stepped(months: pd.DataFrame, change: Change) -> Effect | None:
    found = plain.stepped(months, change)
    return found.level if found else None


OTHERS: dict[str, Estimate] = {
    "Plain: month by calendar month, without a trend": plain.equal_months,
    "Plain: a trend and a step": _stepped,
}
"""Plainer estimates, which do not allow for drift and so claim too often (docs/verdict.md)."""


def _without_each(
    reader: Reader, months: pd.DataFrame, exposure: str | None
) -> dict[str, pd.DataFrame]:
    """The months of Scotland less each division, by its name; a hidden month is left out."""
    each = monthly_in_divisions(reader, exposure)
    return {area_names()[code]: less(months, frame) for code, frame in each.items()}


def less(months: pd.DataFrame, part: pd.DataFrame) -> pd.DataFrame:
    """Months of an area without a part of it; both of monthly(). A hidden month is left out."""
    parts = part.set_index("period_start").reindex(months["period_start"])
    exposed = (months["exposure"] != 1).any()
    return months.assign(
        count=months["count"].to_numpy() - parts["count"].to_numpy(),
        exposure=months["exposure"].to_numpy() - (parts["exposure"].to_numpy() if exposed else 0.0),
    )
