"""How good what providers send is, facet by facet: now, over time, and item by item."""

from collections.abc import Hashable, Iterator, Mapping
from typing import Any, Literal

import numpy as np
import pandas as pd

from data.engine import Reader
from data.senders import EVERY_MONTH
from metrics import rates
from metrics.answers.facets import FACETS, ORDER, ROWS_LATE, Facet, item_words, judged
from metrics.answers.quality import rejected
from metrics.answers.sendings import counted_submissions, in_force, latest_submissions
from metrics.answers.tables import source

Scope = Literal["provider", "council"]
NOW = ("key", "facet", "value", "high", "numerator", "denominator", "weakest", "state")
PARTS = ["numerator", "denominator"]
PERIODS = {"provider": "month", "council": "quarter"}
OF_FILES = ("validity", "uniqueness")
"""Facets counted over files."""


def facets_now(reader: Reader, scope: Scope) -> pd.DataFrame:
    """Every facet of every provider or council, over the latest 12 months or submissions.

    Columns: NOW. value and high are shares 0 to 1, or days of timeliness; weakest names what
    pulls it down most, in words; state is one of facets.ORDER. Of several exports the worst
    decides: a good one is no help to whoever counts from the other. Councils have neither
    validity nor uniqueness, since a row turned away has no council.
    """
    found = items(reader, scope)
    rows = [*_completeness(found), *_consistency(found), *_timeliness(found, scope)]
    if scope == "provider":
        rows += _submitted(latest_submissions(reader), repeated_keys(reader))
    now = pd.DataFrame(rows, columns=list(NOW))
    order = {id: place for place, id in enumerate(FACETS)}
    return now.sort_values(
        ["key", "facet"], key=lambda each: each.map(order) if each.name == "facet" else each
    ).reset_index(drop=True)


def items(reader: Reader, scope: str, key: str | None = None) -> pd.DataFrame:
    """Rows of the table `quality` for the latest 12 months: facet, item, export, key, parts, value.

    A numerator too small to show counts as nought and is marked `hidden`.
    """
    return _frame(reader, scope, "recent", key)


def _frame(reader: Reader, scope: str, period_type: str, key: str | None) -> pd.DataFrame:
    found = reader.frame(
        f"""
        SELECT facet, item, export, key, CAST(period_start AS TIMESTAMP) AS period_start,
               numerator, denominator
        FROM {source(reader, "quality")}
        WHERE scope = ? AND period_type = ? AND key = coalesce(?, key)
        ORDER BY facet, export, item, key, period_start
        """,
        [scope, period_type, key],
    )
    hidden = found["numerator"].isna()
    parts = found[PARTS].astype("float64").fillna(0.0)
    return found.assign(**parts, hidden=hidden, value=parts["numerator"] / parts["denominator"])


def history(reader: Reader, scope: Scope, key: str) -> pd.DataFrame:
    """Every facet of one provider or council over time: facet, period_start, value.

    By month of a provider, by quarter of a council, for what its rows are about; validity and
    uniqueness by the day of loading. Each follows the export that is worst now, and consistency
    the point where fewest agree now.
    """
    found, now = _frame(reader, scope, PERIODS[scope], key), items(reader, scope, key)
    full = found[found["facet"] == "completeness"]
    exports = [export for _, export, *_ in _full(now)] or list(full["export"].unique())
    months = full[full["export"].isin(exports[:1])].groupby("period_start")[PARTS].sum()
    parts = [_series("completeness", months["numerator"] / months["denominator"])]
    compared = now[now["facet"] == "consistency"]
    if len(compared):
        weakest = compared.sort_values("value", kind="stable")["item"].iloc[0]
        point = found[(found["facet"] == "consistency") & (found["item"] == weakest)]
        parts.append(_series("consistency", point.set_index("period_start")["value"]))
    late = found[(found["facet"] == "timeliness") & (found["item"] == _late_item(scope))]
    parts.append(_series("timeliness", late.groupby("period_start")["numerator"].max()))
    if scope == "provider":
        parts += _submitted_history(reader, key)
    return pd.concat(parts, ignore_index=True).astype({"value": "float64"})


def _series(facet: str, values: pd.Series) -> pd.DataFrame:
    named = values.rename("value").rename_axis("period_start").reset_index()
    return named.assign(facet=facet)[["facet", "period_start", "value"]]


def _late_item(scope: str) -> str:
    return "export" if scope == "provider" else "ninth decile"


def _row(key: str, facet: Facet, found: Mapping[Hashable, Any], weakest: str) -> tuple[Any, ...]:
    """A row of NOW from its parts."""
    x, n = float(found["numerator"]), float(found["denominator"])
    if facet.unit == "days":
        return (key, facet.id, x, np.nan, x, n, weakest, judged(facet, x))
    value = x / n if n else np.nan
    high = float(rates.wilson(x, n)[1]) if n else np.nan
    return (key, facet.id, value, high, x, n, weakest, judged(facet, value, high))


Told = tuple[str, str, dict[Hashable, float], int]
"""A provider or council, its worst export, the parts of that, and how many exports it has."""


def _worst(facet: Facet, parts: pd.DataFrame) -> Iterator[Told]:
    """The export that decides, of each key; parts: key, export and PARTS.

    By state before value, so that one of few rows, which is in doubt, hides no certain one.
    """
    for key, rows in parts.groupby("key"):
        told = rows.set_index("export")[PARTS].to_dict("index")
        judged_as = {each: _row("", facet, found, "") for each, found in told.items()}
        export = min(told, key=lambda each: (ORDER.index(judged_as[each][-1]), judged_as[each][2]))
        yield str(key), str(export), told[export], len(told)


def _full(found: pd.DataFrame) -> Iterator[Told]:
    cells = found[found["facet"] == "completeness"]
    return _worst(
        FACETS["completeness"], cells.groupby(["key", "export"], as_index=False)[PARTS].sum()
    )


def _completeness(found: pd.DataFrame) -> Iterator[tuple[Any, ...]]:
    facet = FACETS["completeness"]
    cells = found[found["facet"] == facet.id]
    for key, export, parts, many in _full(found):
        columns = cells[(cells["key"] == key) & (cells["export"] == export)]
        blank = columns["denominator"] - columns["numerator"]
        order = columns.assign(blank=blank).sort_values("blank", ascending=False, kind="stable")
        worst = order.iloc[0]
        share = worst["blank"] / worst["denominator"]
        of = f" of {_named(export)}" if many > 1 else ""
        said = f"{item_words(worst['item'])}{of}, blank in {_percent(share)}" if share else ""
        if share and export in EVERY_MONTH and blank.nunique() == 1:  # whole rows are not there
            said = f"months{of} that never came, {_percent(share)}"
        yield _row(key, facet, parts, said)


def _consistency(found: pd.DataFrame) -> Iterator[tuple[Any, ...]]:
    facet = FACETS["consistency"]
    for key, rows in found[found["facet"] == facet.id].groupby("key"):
        worst = rows.sort_values("value", kind="stable").iloc[0]
        yield _row(str(key), facet, worst.to_dict(), item_words(worst["item"]))


def _timeliness(found: pd.DataFrame, scope: str) -> Iterator[tuple[Any, ...]]:
    facet = FACETS["timeliness"] if scope == "provider" else ROWS_LATE
    late = found[(found["facet"] == facet.id) & (found["item"] == _late_item(scope))]
    for key, rows in late.groupby("key"):
        worst = rows.sort_values("numerator", ascending=False, kind="stable").iloc[0]
        said = _named(str(worst["export"]))
        yield _row(
            str(key), facet, worst.to_dict(), said if rows["numerator"].nunique() > 1 else ""
        )


def _named(export: str) -> str:
    return export.replace("_", " ")


def _percent(share: float) -> str:
    return f"{100 * share:.0f} %" if share >= 0.01 else "under 1 %"


def repeated_keys(reader: Reader) -> pd.Series:
    """Rows that repeat the key of another, by submission."""
    found = rejected(reader)
    found = found[found["reason"] == "repeated_key"]
    return found.groupby("submission_id")["rows"].sum().astype("float64")


def _submitted(sent: pd.DataFrame, keys: pd.Series) -> Iterator[tuple[Any, ...]]:
    for facet in OF_FILES:
        parts = _by_submission(facet, sent.assign(key=sent["provider"]), keys, ["key", "export"])
        for name, export, found, many in _worst(FACETS[facet], parts):
            yield _row(name, FACETS[facet], found, _named(export) if many > 1 else "")


def _by_submission(facet: str, sent: pd.DataFrame, keys: pd.Series, by: list[str]) -> pd.DataFrame:
    """PARTS of validity or uniqueness added up; nothing where no row was read."""
    wrong = sent["rejected"]
    if facet == "uniqueness":
        wrong = sent["repeats"] + sent["submission_id"].map(keys).astype("float64").fillna(0.0)
    counted = sent.assign(numerator=sent["rows_read"] - wrong, denominator=sent["rows_read"])
    found = counted.groupby(by, as_index=False)[PARTS].sum()
    return found[found["denominator"] > 0]


def _submitted_history(reader: Reader, provider: str) -> list[pd.DataFrame]:
    sent, keys = counted_submissions(reader), repeated_keys(reader)
    latest = latest_submissions(reader)
    latest = latest[latest["provider"] == provider].assign(key=provider)
    past = in_force(sent[sent["provider"] == provider])
    found = []
    for facet in OF_FILES:
        now = _by_submission(facet, latest, keys, ["key", "export"])
        worst = [export for _, export, *_ in _worst(FACETS[facet], now)]
        days = _by_submission(facet, past[past["export"].isin(worst)], keys, ["day"])
        days = days.set_index("day")
        found.append(_series(facet, days["numerator"] / days["denominator"]))
    return found
