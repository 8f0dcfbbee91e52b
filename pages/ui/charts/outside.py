"""How a council stands to the funnel's limits: one shape and one phrase each, in every chart."""

import pandas as pd

ABOVE, BELOW = "above the 99.8 % limits", "below the 99.8 % limits"
HIGH, LOW = "above the 95 % limits only", "below the 95 % limits only"
INSIDE = "inside the limits"
UNKNOWN = "too few to say"
WITHHELD = "withheld: data quality"
MARKS = {ABOVE: "▲", BELOW: "▼", HIGH: "△", LOW: "▽", INSIDE: "●", UNKNOWN: "□"}
MARKS |= {WITHHELD: "⊘"}
NOT_DRAWN = (UNKNOWN, WITHHELD)
"""A shape for every standing, always shown together with its phrase."""


def standing(table: pd.DataFrame) -> pd.Series:
    """The standing of every row of councils_now() of metrics.results."""
    found = pd.Series(INSIDE, index=table.index, dtype="str")
    found = found.mask(table["value"] > table["high_95"], HIGH)
    found = found.mask(table["value"] < table["low_95"], LOW)
    found = found.mask(table["outside"] == "above", ABOVE).mask(table["outside"] == "below", BELOW)
    found = found.mask(table["value"].isna() | table["high_95"].isna(), UNKNOWN)
    return found.mask(table["missing"] == "withheld", WITHHELD)


def paint(table: pd.DataFrame, *, full: str, part: str, rest: str) -> pd.Series:
    """A colour for every row by its standing: outside 99.8 %, outside 95 % only, or neither."""
    hues = {ABOVE: full, BELOW: full, HIGH: part, LOW: part}
    return table["standing"].map(hues).fillna(rest)


def in_words(table: pd.DataFrame) -> str:
    """Which areas stand outside the 99.8 % limits, for alt text; needs area_name, standing."""
    parts = [
        f"{name.capitalize()}: {', '.join(table.loc[table['standing'] == name, 'area_name'])}."
        for name in (ABOVE, BELOW)
        if (table["standing"] == name).any()
    ]
    return " ".join(parts) or "No council is outside the 99.8 % limits."
