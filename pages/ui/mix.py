"""Referrals of the last whole year by one breakdown: who sent them, who had them, on what basis."""

import pandas as pd

from metrics import results
from pages.ui import filters, panels, withheld, words
from pages.ui.charts import bars
from pages.ui.frame import View

CAVEAT = (
    f"Categories whose count is small are not shown ({words.HIDDEN}), so the bars may not add up "
    "to all referrals."
)


def last_year(view: View, area_code: str, by: str) -> None:
    """Chart, table and download of one area's last whole year, by a breakdown other than "all"."""
    found = view.ask(
        results.cells, "referrals", period_type="year", area_code=area_code, dimension=by
    )
    found = found[found["complete"]]
    last = found[found["period_start"] == found["period_start"].max()]
    found = found[found["numerator"].notna()]
    for start, because in last[["period_start", "because"]].drop_duplicates().to_numpy():
        withheld.one(because, f"Referrals in {words.period(start, 'year')}")
    if found.empty:
        panels.empty(
            "No category of referrals can be shown here.",
            f"In a whole year each has too few, or nothing was sent ({words.HIDDEN}).",
            filters.larger(area_code, "another breakdown"),
        )
        return
    start, partial = found["period_start"].max(), found["partial"].iloc[-1]
    table = by_category(found[found["period_start"] == start])
    said = filters.dimension_label(by).lower()
    panels.figure(
        view,
        f"Referrals in {words.period(start, 'year')}, {filters.area_label(area_code)}, by {said}",
        bars.chart(table, f"referrals by {said}"),
        pd.DataFrame(
            {"Category": table["meaning"], "Referrals": table["count"].map(words.count)}
            | withheld.all_of(partial, len(table))
        ),
        caveat=CAVEAT,
        name=f"referrals by {said}",
        of={"Year": words.period(start, "year")},
    )
    withheld.part(partial, f"Referrals in {words.period(start, 'year')}")


def by_category(cells: pd.DataFrame) -> pd.DataFrame:
    """Counts by category in words, most first: short, meaning, count; cells: of one period."""
    said = [words.category(str(each)) for each in cells["category"]]
    table = pd.DataFrame({"short": said, "meaning": said, "count": cells["numerator"].to_numpy()})
    return table.sort_values("count", ascending=False, kind="stable")
