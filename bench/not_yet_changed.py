"""Areas that have not yet changed as a comparison, on real areas.

    python -m bench.not_yet_changed

Months of several areas of one kind (births by state, one kind of crime by borough, house sales by
city, bird strikes by state, police force by precinct) in bench/real_series.csv, in windows of 24
months on either side of a date at which nothing changed. One area is taken to change there; up to
six others are taken to have not yet changed. All batches of the series are used: nothing is chosen.
"""

from collections.abc import Iterator

import numpy as np
import pandas as pd

from bench.windows import EVERY, SERIES, SMALLEST_MEAN
from metrics import before_after, not_yet_changed
from metrics.change import Change

SIDE, OTHERS = 24, 6
SHOCK = 0.8
AREAS = ("births", "bird strikes", "crime", "house sales", "police force")
"""Families whose series are areas, not ages or kinds."""
Area = tuple[str, pd.DataFrame]


def panels() -> Iterator[tuple[str, list[Area]]]:
    """Windows of areas of one kind with every month: the kind, and each area's months."""
    table = pd.read_csv(SERIES)
    kind = np.where(table["family"] == "crime", table["series"].str.split(",").str[0], "")
    length = table["counts"].str.split().str.len()
    for (family, *_), own in table.groupby(["family", kind, table["first"], length]):
        if family not in AREAS or len(own) <= not_yet_changed.FEWEST:
            continue
        counts = [[np.nan if c == "-" else float(c) for c in row.split()] for row in own["counts"]]
        month = pd.date_range(own["first"].iloc[0], periods=len(counts[0]), freq="MS")
        for start in range(0, len(month) - 2 * SIDE + 1, EVERY):
            cut = slice(start, start + 2 * SIDE)
            found = [
                (name, pd.DataFrame({"period_start": month[cut], "count": c[cut], "exposure": 1.0}))
                for name, c in zip(own["series"], counts, strict=True)
                if np.isfinite(c[cut]).all() and np.mean(c[cut]) >= SMALLEST_MEAN
            ]
            if len(found) > not_yet_changed.FEWEST:
                yield str(family), found


def multiplied(months: pd.DataFrame, factor: float) -> pd.DataFrame:
    """The months with the counts of the second half multiplied."""
    after = np.arange(len(months)) >= SIDE
    return months.assign(count=months["count"].where(~after, (factor * months["count"]).round()))


def judged(areas: list[Area], own: float, shock: float) -> Iterator[dict[str, object]]:
    """For each area, whether each way claims a change and how wide it is.

    own: what the one area's counts are multiplied by after the date; shock: what all areas' are.
    """
    month = areas[0][1]["period_start"]
    sides = (month.iloc[0], month.iloc[SIDE - 1]), (month.iloc[SIDE], month.iloc[-1])
    change = Change("placebo", "a date on which nothing changed", *sides)
    beyond = month.iloc[-1] + pd.DateOffset(months=1)
    never = Change("placebo", "no date", (sides[0][0], sides[1][1]), (beyond, beyond))
    for place, (name, months) in enumerate(areas):
        rest = [*areas[place + 1 :], *areas[:place]][:OTHERS]
        others = {each: (multiplied(table, shock), never) for each, table in rest}
        changed = multiplied(months, own * shock)
        ways = {
            "before and after alone": before_after.lead(changed, change),
            "against the others": not_yet_changed.in_area(changed, change, others).effect,
        }
        for way, effect in ways.items():
            if effect is not None:
                width = np.log(effect.high / effect.low)
                yield {"way": way, "series": name, "claims": effect.clear, "width": width}


def main() -> None:
    """Print a row for each way: false claims, with a shared shock, power, and half width."""
    found = list(panels())
    rows = [
        {"family": family, "asked": asked, **row}
        for family, areas in found
        for asked, own, shock in (
            ("false", 1.0, 1.0),
            (f"shock x{SHOCK}", 1.0, SHOCK),
            ("x1.2 found", 1.2, 1.0),
            ("x0.8 found", 0.8, 1.0),
        )
        for row in judged(areas, own, shock)
    ]
    table = pd.DataFrame(rows)
    by_series = table.groupby(["way", "asked", "family", "series"])[["claims", "width"]].mean()
    print((100 * by_series["claims"].groupby(["asked", "way"]).mean()).round(1).unstack("way"))
    print((100 * by_series["claims"].groupby(["asked", "family", "way"]).mean()).round(1).unstack())
    print(np.exp(table[table["asked"] == "false"].groupby("way")["width"].median() / 2) - 1)
    sizes = table[(table["asked"] == "false") & (table["way"] == "against the others")]
    print(sizes.groupby("family")["series"].agg(["size", "nunique"]))


if __name__ == "__main__":
    main()
