"""Checks by provider: how many rows each provider should mend for each check."""

import altair as alt
import pandas as pd

from pages.ui import theme, words
from pages.ui.drawing import drawn

ROW = 30
HEADS = 175
"""Room for the providers' names above the rows."""
KEY = (
    "Numbers are rows that fail; deep orange is critical, light orange a warning or a note; "
    "● passed, ⊘ could not be run; empty where the check does not apply. Checks that every "
    "provider passed are in the table."
)


@drawn
def chart(table: pd.DataFrame) -> tuple[alt.LayerChart, str]:
    """Table: title, provider (its name), severity, outcome, failed, total; one row a cell."""
    colours = theme.palette()
    critical = table["severity"].eq("critical") & table["outcome"].ne("passed")
    cells = pd.DataFrame(
        {
            "check": table["title"],
            "provider": table["provider"],
            "severity": table["severity"],
            "outcome": table["outcome"],
            "text": [
                _text(outcome, failed)
                for outcome, failed in zip(table["outcome"], table["failed"], strict=True)
            ],
            "said": [
                f"{words.count(failed)} of {words.count(total)} rows"
                for failed, total in zip(table["failed"], table["total"], strict=True)
            ],
            "strength": table["outcome"]
            .eq("passed")
            .map({True: 0.0, False: 0.3})
            .mask(critical, 0.85),
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
                title=None,
                domain=False,
                ticks=False,
                labelColor=colours.ink,
                labelLimit=170,
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
                labelLimit=460,
            ),
        ),
        tooltip=[
            alt.Tooltip("check:N", title="Check"),
            alt.Tooltip("provider:N", title="Provider"),
            alt.Tooltip("severity:N", title="Severity"),
            alt.Tooltip("outcome:N", title="Outcome"),
            alt.Tooltip("said:N", title="Failed"),
        ],
    )
    tiles = base.mark_rect(stroke=colours.line, strokeWidth=0.75).encode(
        fill=alt.value(colours.attention), fillOpacity=alt.FillOpacity("strength:Q", scale=None)
    )
    text = base.mark_text(fontSize=12).encode(
        text=alt.Text("text:N"), color=alt.Color("ink:N", scale=None)
    )
    drawn = alt.layer(tiles, text).properties(height=HEADS + ROW * cells["check"].nunique())
    return drawn.configure_view(stroke=None), _alt(table)


def _text(outcome: str, failed: object) -> str:
    if outcome == "passed":
        return "●"
    return "⊘" if outcome == "errored" else words.count(failed)


def _alt(table: pd.DataFrame) -> str:
    failing = table[table["outcome"] != "passed"]
    said = "; ".join(
        f"{provider}: {checks}" for provider, checks in failing["provider"].value_counts().items()
    )
    return (
        f"Matrix of {table['title'].nunique()} checks by {table['provider'].nunique()} providers. "
        f"Checks not passed: {said or 'none'}."
    )
