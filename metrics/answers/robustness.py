"""How an estimated change in one area stands up: other ways of looking, and placebo dates."""

from dataclasses import dataclass

import pandas as pd

from data.engine import Reader
from data.reference import SCOTLAND, area_names
from metrics import not_yet_changed, plain
from metrics.answers import changes
from metrics.answers.changes import ChangeId
from metrics.answers.comparison import dated_divisions, monthly
from metrics.answers.regimes import division_of, regimes
from metrics.before_after import lead
from metrics.change import Change
from metrics.not_yet_changed import Compared, Divisions
from metrics.plain import Stepped
from metrics.sensitivity import Estimate, Placebo, placebos, sensitivity, verdict

MONTHS = "Month by calendar month, which takes no drift into account"
USUAL = "The usual model, which takes no drift into account"
AGAINST = "Against divisions that had not yet changed"


@dataclass(frozen=True)
class Robustness:
    """What stands beside an estimate: a table of other ways, placebo dates, and a sentence."""

    table: pd.DataFrame
    """Of metrics.sensitivity.sensitivity()."""
    placebo: Placebo
    compared: Compared
    """Against divisions that had not yet changed; in the table too where there is an effect."""
    usual: str
    """What the errors of the usual model look like: a whole sentence."""
    sentence: str


def robustness(
    reader: Reader,
    area_code: str = SCOTLAND,
    *,
    change: ChangeId = "consent",
    exposure: str | None = "incidents",
) -> Robustness | None:
    """How the leading estimate of before_and_after() stands up; None when there is none.

    Scotland is also looked at without each division in turn. Where divisions changed at different
    times, those that had changed are compared with those that had not yet.
    """
    months = reader.once(monthly, area_code, exposure)
    known = regimes(reader, area_code)
    made = changes.change(change, known)
    effect = lead(months, made)
    if effect is None:
        return None
    divisions = reader.once(dated_divisions, change, exposure)
    compared = _compared(months, made, divisions, area_code)
    usual = plain.stepped(months, made)
    table = sensitivity(
        months,
        made,
        lead,
        others=_others(usual, compared),
        counted=reader.once(monthly, area_code, None if exposure else "incidents"),
        without=_without_each(months, divisions) if area_code == SCOTLAND else None,
    )
    quiet = changes.quiet(known)
    placebo = placebos(months, quiet, lead, effect)
    told = usual.words if usual else ""
    return Robustness(table, placebo, compared, told, verdict(effect, table, placebo))


def _compared(months: pd.DataFrame, made: Change, divisions: Divisions, area_code: str) -> Compared:
    if area_code == SCOTLAND:
        return not_yet_changed.over_all(divisions)
    others = not_yet_changed.without(divisions, division_of(area_code))
    return not_yet_changed.in_area(months, made, others)


def _others(usual: Stepped | None, compared: Compared) -> dict[str, Estimate]:
    """The other ways to estimate; the plain ones take no drift into account (docs/verdict.md)."""
    found: dict[str, Estimate] = {
        MONTHS: plain.equal_months,
        USUAL: lambda *_: usual.level if usual else None,
    }
    if compared.effect is not None:
        found[AGAINST] = lambda *_: compared.effect
    return found


def _without_each(months: pd.DataFrame, divisions: Divisions) -> dict[str, pd.DataFrame]:
    """The months of Scotland less each division, by its name; a hidden month is left out."""
    return {area_names()[code]: less(months, part) for code, (part, _) in divisions.items()}


def less(months: pd.DataFrame, part: pd.DataFrame) -> pd.DataFrame:
    """Months of an area without a part of it; both of monthly(). A hidden month is left out."""
    parts = part.set_index("period_start").reindex(months["period_start"])
    exposed = (months["exposure"] != 1).any()
    return months.assign(
        count=months["count"].to_numpy() - parts["count"].to_numpy(),
        exposure=months["exposure"].to_numpy() - (parts["exposure"].to_numpy() if exposed else 0.0),
    )
