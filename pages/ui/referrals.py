"""What the overview and before and after both show of referrals by month."""

import pandas as pd

from metrics import results
from metrics.before_after import BeforeAfter
from pages.ui import filters, panels, withheld, words
from pages.ui.charts import over_time, regimes
from pages.ui.frame import View

WITHOUT = {"public_task": "Had consent\nstayed", "consent": "Had consent\nnot come"}
"""What the dashed line stands for, by change, short enough for a phone."""
SHADED = "The shaded times are the lawful basis that referrals rested on."
WINDOW = (
    "Where a change came at different times, or its day is not known, those months are on neither "
    "side."
)
DASHED = (
    "The dashed line is where they would have stood had nothing changed; the grey band is its "
    "95 % interval and widens with time."
)


def by_month(view: View, area_code: str, analysis: BeforeAfter, heading: str, height: int) -> None:
    """Referrals of one area by month, with the counterfactual of an analysis."""
    trend = view.ask(results.trend, "referrals", area_code)
    trend = trend[trend["period_start"] >= "2016-04-01"]
    if trend["value"].isna().all():
        panels.empty(
            "No month of referrals can be shown here.",
            f"Counts this small are hidden ({words.HIDDEN}), or nothing was sent.",
            filters.larger(area_code),
        )
        withheld.note(trend)
        return
    expected = counterfactual(analysis)
    regime = view.ask(results.regimes, area_code)
    panels.figure(
        view,
        heading,
        over_time.chart(
            trend[["period_start", "value", "missing", "because", "partial"]],
            regime[regimes.DRAWN],
            expected,
            height=height,
            without=WITHOUT[analysis.change.id],
        ),
        _table(trend, expected),
        caveat=_caveat(regime) if expected is not None else analysis.words,
        key=regimes.key(trend["period_start"]),
        name="Referrals by month",
    )
    withheld.note(trend)


def _caveat(regime: pd.DataFrame) -> str:
    unsure = (regime["earliest"] != regime["latest"]).any()
    return " ".join([SHADED, *([WINDOW] if unsure else []), DASHED])


def what_if(view: View, area_code: str, analysis: BeforeAfter, heading: str) -> None:
    """The months of an analysis with its own counterfactual, as in by_month()."""
    months = analysis.months
    missing = months["because"].ne("").map({True: "withheld", False: "hidden"})
    drawn = months.assign(value=months["count"], missing=missing)
    regime, expected = view.ask(results.regimes, area_code), counterfactual(analysis)
    without = WITHOUT[analysis.change.id]
    panels.figure(
        view,
        heading,
        over_time.chart(drawn, regime, expected, height=300, without=without),
        _table(drawn, expected),
        caveat="A what-if of your own: not the standing result.",
        name="What if",
        of={"What if": heading.removeprefix("What if ").removesuffix("?")},
        inside=True,
    )
    withheld.note(drawn)


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
        | withheld.column(trend)
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
