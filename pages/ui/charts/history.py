"""How many checks failed in each release: is the data getting better?"""

import altair as alt
import pandas as pd

from pages.ui import theme
from pages.ui.drawing import drawn

HEIGHT = 220


@drawn
def chart(table: pd.DataFrame) -> tuple[alt.LayerChart, str]:
    """Table: check_history() of metrics.results, oldest first."""
    colours = theme.palette()
    shown = table.assign(wrong=table["failed"] + table["errored"])
    base = alt.Chart(shown).encode(
        x=alt.X("release_id:N", sort=None, axis=alt.Axis(title=None, labelAngle=0, labelLimit=90)),
        y=alt.Y(
            "wrong:Q",
            title=None,
            scale=alt.Scale(zero=True),
            axis=alt.Axis(tickMinStep=1, gridOpacity=0.4, format=",d"),
        ),
        tooltip=[
            alt.Tooltip("release_id:N", title="Release"),
            alt.Tooltip("passed:Q", title="Passed"),
            alt.Tooltip("failed:Q", title="Failed"),
            alt.Tooltip("errored:Q", title="Could not be run"),
        ],
    )
    line = base.mark_line(color=colours.counts, strokeWidth=2, point={"color": colours.counts})
    names = base.mark_text(dy=-10, color=colours.ink, fontWeight=600).encode(
        text=alt.Text("wrong:Q")
    )
    drawn = alt.layer(line, names).properties(height=HEIGHT)
    return drawn.configure_view(stroke=None), _alt(shown)


def _alt(shown: pd.DataFrame) -> str:
    said = ", ".join(f"{row.release_id}: {row.wrong}" for row in shown.itertuples())
    return f"Line chart of checks that did not pass, by release: {said}."
