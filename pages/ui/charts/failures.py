"""Checks by provider: how many rows each provider should mend for each check."""

from functools import partial
from textwrap import fill

import altair as alt
import pandas as pd

from data.decisions import QUIET, SHORT
from data.publish import WRONG
from pages.ui import theme, triage, words
from pages.ui.drawing import drawn

ROW = 30
NAME = 30
"""Letters to a line of a provider's name."""
LETTER = 5.2
"""How much a letter of a slanting name takes of the height."""
LINES = "split(datum.label, '\\n')"
KEY = (
    "Numbers are rows that fail, or months where a check is about months; a strong tint is "
    "critical, a faint one a warning or a note, none what was accepted (◆) or dismissed (▽); ▲ is "
    "disputed; ● passed, ⊘ could not be run; empty where the check does not apply. Checks that "
    "every provider passed are in the table."
)


@drawn
def chart(table: pd.DataFrame) -> tuple[alt.LayerChart, str]:
    """Table: title, provider (its name), severity, outcome, failed, total, unit, decision.

    One row a cell. decision: the verb of the decision in force on it, "" without one.
    """
    colours = theme.palette()
    wrong = table["outcome"].isin(WRONG)
    coloured = wrong & ~table["decision"].isin(QUIET)
    critical = table["severity"].eq("critical") & coloured
    cells = pd.DataFrame(
        {
            "check": table["title"],
            "provider": table["provider"].map(partial(fill, width=NAME)),
            "name": table["provider"],
            "severity": table["severity"],
            "outcome": table["outcome"],
            "text": [
                _text(*cell)
                for cell in zip(table["outcome"], table["failed"], table["decision"], strict=True)
            ],
            "said": [
                f"{words.count(failed)} of {words.count(total)} {unit}"
                for failed, total, unit in zip(
                    table["failed"], table["total"], table["unit"], strict=True
                )
            ],
            "decided": table["decision"].map(SHORT).fillna("none"),
            "strength": coloured.map({True: 0.3, False: 0.0}).mask(critical, 0.85),
            "ink": critical.map({True: theme.LIGHT.ink, False: colours.ink}),
        }
    )
    base = alt.Chart(cells).encode(
        x=alt.X(
            "provider:N",
            sort=None,
            axis=alt.Axis(
                orient="top",
                labelAngle=-40,
                labelOverlap=False,
                labelExpr=LINES,
                labelBaseline="line-bottom",
                title=None,
                domain=False,
                ticks=False,
                labelColor=colours.ink,
                labelLimit=0,
            ),
        ),
        y=alt.Y(
            "check:N",
            sort=None,
            axis=alt.Axis(
                title=None,
                domain=False,
                ticks=False,
                labelColor=colours.ink,
                labelFontSize=12,
                labelLimit=0,
            ),
        ),
        tooltip=[
            alt.Tooltip("check:N", title="Check"),
            alt.Tooltip("name:N", title="Provider"),
            alt.Tooltip("severity:N", title="Severity"),
            alt.Tooltip("outcome:N", title="Outcome"),
            alt.Tooltip("said:N", title="Failed"),
            alt.Tooltip("decided:N", title="Decision"),
        ],
    )
    tiles = base.mark_rect(stroke=colours.line, strokeWidth=0.75).encode(
        fill=alt.value(colours.attention), fillOpacity=alt.FillOpacity("strength:Q", scale=None)
    )
    text = base.mark_text(fontSize=12).encode(
        text=alt.Text("text:N"), color=alt.Color("ink:N", scale=None)
    )
    drawn = alt.layer(tiles, text).properties(
        height=_heads(cells["provider"]) + ROW * cells["check"].nunique()
    )
    return drawn.configure_view(stroke=None), _alt(table)


def _heads(names: pd.Series) -> int:
    """Room for the providers' names above the rows, so that none is cut off."""
    longest = max(len(line) for name in names for line in name.split("\n"))
    return 50 + round(LETTER * longest)


def _text(outcome: str, failed: object, decision: str) -> str:
    if outcome == "passed":
        return "●"
    mark = triage.MARKS.get(decision, "")
    return f"{mark} {'⊘' if outcome == 'errored' else words.count(failed)}".strip()


def _alt(table: pd.DataFrame) -> str:
    failing = table[table["outcome"].isin(WRONG)]
    said = "; ".join(
        f"{provider}: {checks}" for provider, checks in failing["provider"].value_counts().items()
    )
    return (
        f"Matrix of {table['title'].nunique()} checks by {table['provider'].nunique()} providers. "
        f"Checks not passed: {said or 'none'}."
    )
