"""What to fix first: the one ranking of findings, which every page and summary asks.

A finding that a steward accepted or dismissed is left out for as long as that decision is in
force; one that is disputed stays, and is marked.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import pandas as pd

from data.decisions import Decision, Finding, of_finding
from metrics.answers.fixing.fix import KEY, LEAST
from metrics.answers.wording import value

FIRST = 3
"""Findings told as those to fix first."""
LEVELS = {"critical": 0, "note": 2}
"""What misleads comes before all else, what is only worth knowing after all else."""
BETWEEN = 1
MEASURED = ("blank", "apart")
"""Kinds that are found from a share on, which rounding may carry a count across."""
BY_ROUNDING = (
    " So rounded counts say, which everybody sees: by the exact ones it is under the "
    f"{value(LEAST, 'share')} from which it is listed."
)
Decided = Mapping[Finding, Decision]


@dataclass(frozen=True)
class Ranking:
    """Findings to fix, what matters most first, and those that were settled."""

    to_fix: pd.DataFrame
    """The columns of fixing.fix.Fix, and `disputed`."""
    settled: pd.DataFrame
    """The same columns, in no order."""

    def of(self, provider: str) -> "Ranking":
        """What of it is one provider's."""
        return Ranking(
            *(each[each["provider"] == provider] for each in (self.to_fix, self.settled))
        )

    @property
    def providers(self) -> list[str]:
        """Providers with something to fix, the one with the gravest finding first."""
        named = self.to_fix.loc[self.to_fix["provider"] != "", "provider"]
        return list(dict.fromkeys(named))


def ranking(
    found: pd.DataFrame, decided: Decided, today: date, *, told: pd.DataFrame | None = None
) -> Ranking:
    """Rank findings: critical checks and what misleads as much first, notes last; then by weight.

    found: fixes() of what every reader may see, which sets the order, so that no reader is told
    another one. told: fixes() of what this reader may see, whose words and numbers are used; what
    it has beside comes last, and what it lacks says that rounding made it. decided: what
    decisions.latest() returned. Of one provider, export and kind only the gravest is named, but
    every critical check.
    """
    rows = found.assign(beside=False) if told is None else _worded(found, told)
    level = rows["kind"].map(LEVELS).fillna(BETWEEN).mask(rows["grave"].astype("bool"), 0)
    rows = rows.assign(level=level).reset_index(drop=True)
    pairs = list(zip(rows["check_id"], rows["provider"], strict=True))
    decisions = [_of(decided, *pair, today) for pair in pairs]
    quiet = pd.Series([each is not None and each.quiets(today) for each in decisions], dtype="bool")
    disputed = [each is not None and _disputed(each, today) for each in decisions]
    rows = rows.assign(disputed=pd.Series(disputed, dtype="bool"))
    columns = [*found.columns, "disputed"]
    order = rows[~quiet].sort_values(
        ["beside", "level", "weight", *KEY], ascending=[True, True, False, *[True] * len(KEY)]
    )
    gravest = order["level"].eq(0) | ~order.duplicated(["provider", "export", "kind"])
    return Ranking(
        order.loc[gravest, columns].reset_index(drop=True),
        rows.loc[quiet, columns].reset_index(drop=True),
    )


def _of(decided: Decided, check_id: str, provider: str, today: date) -> Decision | None:
    """The decision on a finding; check_id: "" where no check tells it."""
    return of_finding(decided, Finding(check_id, provider), today) if check_id else None


def _disputed(decision: Decision, today: date) -> bool:
    return decision.verb == "dispute" and decision.state(today) == "in force"


def _worded(found: pd.DataFrame, told: pd.DataFrame) -> pd.DataFrame:
    """Findings in the words of `told`; those of `told` alone are `beside`.

    What `told` lacks keeps its words, and says so where only rounding made it a finding.
    """
    own = told.set_index(KEY)[["rows", "what", "todo", "ask"]]
    keys = pd.MultiIndex.from_frame(found[KEY])
    known = keys.isin(own.index)
    rows = found.copy()
    rows.loc[known, own.columns.to_list()] = own.loc[keys[known]].to_numpy()
    rows.loc[~known & rows["kind"].isin(MEASURED), "what"] += BY_ROUNDING
    extra = told[~pd.MultiIndex.from_frame(told[KEY]).isin(keys)]
    return pd.concat([rows.assign(beside=False), extra.assign(beside=True)], ignore_index=True)
