"""The police divisions of before and after: small charts, the forest plot, and all together."""

from collections.abc import Mapping, Sequence
from html import escape

import pandas as pd
import streamlit as st

from metrics import results
from metrics.answers import robustness, sensitivity, wording
from metrics.answers.comparison import InDivision
from metrics.before_after import BeforeAfter
from metrics.not_yet_changed import Compared
from metrics.quasi_poisson import Effect
from metrics.random_effects import Pooled, pooled
from pages.ui import filters, panels, withheld, words
from pages.ui.charts import forest as forest_chart
from pages.ui.charts import small_multiple
from pages.ui.charts.regimes import DRAWN
from pages.ui.charts.regimes import key as regimes_key
from pages.ui.frame import View

COLUMNS = 4
"""Small charts beside one another on a wide screen."""
SMALL_KEY = (
    "Purple is consent, striped the time of changing over, blue public task. The dashed line is "
    "where referrals would have stood had nothing changed, the grey band its 95 % interval."
)


def small_multiples(view: View, divisions: Mapping[str, InDivision], *, shared: bool) -> None:
    """One small chart a division, four in a row, one in a row on a phone."""
    found = {code: each.analysis for code, each in divisions.items()}
    tops = {code: each.months["count"].max() * 1.1 for code, each in found.items()}
    highest = max((top for top in tops.values() if words.known(top)), default=1.0)
    months = pd.concat([each.months.assign(area=code) for code, each in found.items()])
    withheld.note(months, "division-month", "division-months")
    codes = sorted(found, key=filters.area_label)
    every = view.ask(results.every_regime)
    regimes = {code: own[DRAWN] for code, own in every.groupby("area_code")}
    for start in range(0, len(codes), COLUMNS):
        here = codes[start : start + COLUMNS]
        left = [COLUMNS - len(here)] if len(here) < COLUMNS else []
        places = st.columns([*[1] * len(here), *left], gap="medium")
        for place, code in zip(places, here, strict=False):
            with place:
                _small(code, regimes[code], found[code], highest if shared else tops[code])
    # the key stands where the last row has room for it
    with places[-1] if left else st.container():
        panels.marks(regimes_key(months["period_start"]), SMALL_KEY)


def _small(code: str, regime: pd.DataFrame, analysis: BeforeAfter, top: float) -> None:
    name = _name(code)
    leads = sensitivity.leading(analysis)
    said = words.effect(leads) if leads else analysis.words
    st.html(f'<p class="small"><b>{escape(name)}</b><br>{panels.html(said)}</p>')
    months = analysis.months
    if analysis.hidden and not analysis.enough:  # the months that show would be the high ones
        return
    after = months["side"] != "before"
    # a drawing is known by its tables: columns that it does not draw would be read for nothing
    shown = months.reindex(columns=["count", *small_multiple.EXPECTED])
    shown = shown.assign(counterfactual=shown["counterfactual"].where(after))
    small_multiple.chart(shown, regime, name, top).show()


def forest(view: View, found: Mapping[str, InDivision]) -> None:
    """The divisions' estimates with their intervals, and their table."""
    made = [
        (code, lead)
        for code in sorted(found, key=filters.area_label)
        if (lead := sensitivity.leading(found[code].analysis))
    ]
    if not made:
        panels.empty(
            "No division can be estimated.",
            "Each needs 12 months on both sides with enough referrals.",
            "Look at Scotland as a whole.",
        )
        return
    named = [(_name(code), lead) for code, lead in made]
    table, together = _estimates(named), pooled([lead for _, lead in made])
    drawn = table
    if together is not None:
        drawn = _estimates([*named, ("All together", together.effect)])
    panels.figure(
        view,
        _spread(table),
        forest_chart.chart(drawn),
        _forest_table(drawn, {_name(code): each.compared for code, each in found.items()}),
        caveat="A filled mark is a clear change: its 95 % interval leaves no change out. "
        "Divisions are in the order of their names, not ranked. "
        f"{_together(together)} {_compared([each.compared for each in found.values()])}",
        name="Change by police division",
        inside=True,
    )


def _estimates(named: Sequence[tuple[str, Effect]]) -> pd.DataFrame:
    """The table that the forest chart draws."""
    return pd.DataFrame(
        [(name, words.effect(each), *vars(each).values(), each.clear) for name, each in named],
        columns=["area", "effect", "ratio", "low", "high", "clear"],
    )


def _together(found: Pooled | None) -> str:
    """What the divisions say together, and whether they differ by more than chance."""
    if found is None:
        return ""
    differ = "differ by more than chance" if found.differ else "do not differ by more than chance"
    return (
        f"All together: the mean of {found.areas} divisions, each counted by how sure it is. Their "
        f"effects {differ}. In another division like them it would, 95 times in 100, be "
        f"{wording.between(found.another)}."
    )


def _spread(table: pd.DataFrame) -> str:
    rises = int((table["clear"] & (table["ratio"] > 1)).sum())
    falls = int((table["clear"] & (table["ratio"] < 1)).sum())
    rest = len(table) - rises - falls
    if len(table) == 1:
        return f"Only {table['area'].iloc[0]} has enough months to be estimated"
    if rises == len(table) or falls == len(table):
        return f"A clear {'rise' if rises else 'fall'} in all {len(table)} divisions"
    parts = {"a clear rise": rises, "a clear fall": falls, "no clear change": rest}
    said = [f"{name} in {many}" for name, many in parts.items() if many]
    return f"Of {len(table)} divisions: {', '.join(said)}"


def _compared(found: Sequence[Compared]) -> str:
    """Whether divisions could be set against others that had not yet changed."""
    made = [each for each in found if each.effect is not None]
    if not made:
        reasons = {each.words for each in found}
        why = reasons.pop() if len(reasons) == 1 else "choose one as the area to see why"
        return f"No division can be set against others that had not yet changed: {why}."
    clear = sum(each.effect.clear for each in made if each.effect)
    return (
        f"Set against others that had not yet changed in the same months, {clear} of the "
        f"{len(made)} that can be compared show a clear change; the table has each."
    )


def _forest_table(table: pd.DataFrame, compared: Mapping[str, Compared]) -> pd.DataFrame:
    def said(column: str) -> Sequence[str]:
        return [f"{(ratio - 1) * 100:+.0f} %" for ratio in table[column]]

    shown = pd.DataFrame(
        {
            "Division": table["area"],
            "Change": said("ratio"),
            "95 % interval, low": said("low"),
            "95 % interval, high": said("high"),
            "Clear": table["clear"].map({True: "yes", False: "no"}),
        }
    )
    if not any(each.effect for each in compared.values()):
        return shown
    beside = [compared.get(area) for area in table["area"]]
    return shown.assign(
        **{robustness.AGAINST: [words.effect(each.effect) if each else "" for each in beside]}
    )


def _name(code: str) -> str:
    return filters.area_label(code).removesuffix(" division")
