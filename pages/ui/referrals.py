"""What the overview and before and after both show of referrals by month."""

import pandas as pd

from metrics import results
from metrics.before_after import BeforeAfter
from pages.ui import panels, words
from pages.ui.charts import over_time, regimes
from pages.ui.frame import View

WITHOUT = {"public_task": "Had consent\nstayed", "consent": "Had consent\nnot come"}
"""What the dashed line stands for, by change, short enough for a phone."""
CAVEAT = (
    "The shaded times are the lawful basis that referrals rested on. The date of the move to "
    "public task is not confirmed, so the months of changing over are on neither side. The dashed "
    "line is where they would have stood had nothing changed; the grey band is its 95 % interval "
    "and widens with time."
)


def by_month(view: View, area_code: str, analysis: BeforeAfter, heading: str, height: int) -> None:
    """Referrals of one area by month, with the counterfactual of an analysis."""
    trend = view.ask(results.trend, "referrals", area_code)
    trend = trend[trend["period_start"] >= "2016-04-01"]
    if trend["value"].isna().all():
        panels.empty(
            "No month of referrals can be shown here.",
            f"Counts this small are hidden ({words.HIDDEN}), they are withheld because a check "
            "failed, or nothing was sent.",
            "Choose a larger area.",
        )
        return
    expected = counterfactual(analysis)
    marks = regimes.numbered(trend["period_start"].min(), trend["period_start"].max())
    panels.figure(
        view,
        heading,
        over_time.chart(trend, expected, height=height, without=WITHOUT[analysis.change.id]),
        _table(trend, expected),
        caveat=CAVEAT if expected is not None else analysis.words,
        key=regimes.key(marks),
        name="Referrals by month",
    )


def counterfactual(analysis: BeforeAfter) -> pd.DataFrame | None:
    """The months after the "before" side with what would be expected; None without an estimate."""
    if not analysis.enough:
        return None
    months = analysis.months[analysis.months["side"] != "before"]
    return months[["period_start", "counterfactual", "low", "high"]]


def _table(trend: pd.DataFrame, expected: pd.DataFrame | None) -> pd.DataFrame:
    shown = pd.DataFrame(
        {
            "Month": trend["period_start"].map(words.period),
            "Referrals": list(map(words.count, trend["value"], trend["missing"])),
        }
    )
    if expected is None:
        return shown
    beside = expected.set_index("period_start").reindex(trend["period_start"]).round()
    return shown.assign(
        **{
            "Expected had nothing changed": beside["counterfactual"].to_numpy(),
            "Expected, low": beside["low"].to_numpy(),
            "Expected, high": beside["high"].to_numpy(),
        }
    )
