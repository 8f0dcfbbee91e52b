"""How many checks failed in each release: is the data getting better?"""

import altair as alt
import pandas as pd

from pages.ui import theme
from pages.ui.drawing import drawn

HEIGHT = 220
HELD_BACK = "held back"


@drawn
def chart(table: pd.DataFrame) -> tuple[alt.LayerChart, str]:
    """Table: check_history() of metrics.results, oldest first, and `state`: HELD_BACK or "".

    A release that was held back, which nobody was shown, is a hollow diamond.
    """
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
            alt.Tooltip("state:N", title="State"),
        ],
    )
    line = base.mark_line(color=colours.counts, strokeWidth=2)
    held = alt.datum.state == HELD_BACK
    shown_points = base.transform_filter(~held).mark_point(
        color=colours.counts, filled=True, opacity=1, size=60
    )
    aside = base.transform_filter(held).mark_point(
        shape="diamond", color=colours.attention, filled=False, opacity=1, size=120, strokeWidth=2
    )
    names = base.mark_text(dy=-10, color=colours.ink, fontWeight=600).encode(
        text=alt.Text("wrong:Q")
    )
    drawn = alt.layer(line, shown_points, aside, names).properties(height=HEIGHT)
    return drawn.configure_view(stroke=None), _alt(shown)


def _alt(shown: pd.DataFrame) -> str:
    said = ", ".join(
        f"{release}: {wrong}{f' ({state})' if state else ''}"
        for release, wrong, state in shown[["release_id", "wrong", "state"]].to_numpy().tolist()
    )
    return f"Line chart of checks that did not pass, by release: {said}."
