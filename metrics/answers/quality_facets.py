"""How good what providers send is, facet by facet: now, over time, and item by item."""

from collections.abc import Hashable, Iterator, Mapping
from typing import Any, Literal

import numpy as np
import pandas as pd

from data.engine import Reader
from metrics import rates
from metrics.answers.facets import FACETS, ROWS_LATE, Facet, item_words, judged
from metrics.answers.quality import rejected, submissions
from metrics.answers.tables import source

Scope = Literal["provider", "council"]
NOW = ("key", "facet", "value", "high", "numerator", "denominator", "weakest", "state")
PARTS = ["numerator", "denominator"]
PERIODS = {"provider": "month", "council": "quarter"}


def facets_now(reader: Reader, scope: Scope) -> pd.DataFrame:
    """Every facet of every provider or council, over the latest 12 months or submissions.

    Columns: NOW. value and high are shares 0 to 1, or days of timeliness; weakest names what
    pulls it down most, in words; state is one of facets.ORDER. Councils have neither validity
    nor uniqueness, since a row turned away has no council.
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
    uniqueness by the day of loading. Consistency follows the point where fewest agree now.
    """
    found = _frame(reader, scope, PERIODS[scope], key)
    full = found[found["facet"] == "completeness"].groupby("period_start")[PARTS].sum()
    parts = [_series("completeness", full["numerator"] / full["denominator"])]
    now = items(reader, scope, key)
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


def _completeness(found: pd.DataFrame) -> Iterator[tuple[Any, ...]]:
    facet = FACETS["completeness"]
    for key, rows in found[found["facet"] == facet.id].groupby("key"):
        columns = rows.groupby(["export", "item"], as_index=False)[PARTS].sum()
        blank = columns["denominator"] - columns["numerator"]
        order = columns.assign(blank=blank).sort_values("blank", ascending=False, kind="stable")
        worst = order.iloc[0]
        share = worst["blank"] / worst["denominator"]
        said = f"{item_words(worst['item'])}, blank in {_percent(share)}" if share else ""
        yield _row(str(key), facet, rows[PARTS].sum().to_dict(), said)


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
        said = str(worst["export"]).replace("_", " ")
        yield _row(
            str(key), facet, worst.to_dict(), said if rows["numerator"].nunique() > 1 else ""
        )


def _percent(share: float) -> str:
    return f"{100 * share:.0f} %" if share >= 0.01 else "under 1 %"


def counted_submissions(reader: Reader) -> pd.DataFrame:
    """submissions() with the day of loading in `day`; a count too small to show is nought."""
    found = submissions(reader).sort_values(["loaded_at", "submission_id"])
    counts = ["rows_read", "accepted", "rejected", "repeats"]
    days = pd.to_datetime(found["loaded_at"].astype(str).str[:10])
    return found.assign(day=days, **found[counts].astype("float64").fillna(0.0))


def latest_submissions(reader: Reader) -> pd.DataFrame:
    """What each provider sent of each export on the latest day that any of it was loaded.

    Without what another file of that day replaced whole, as a corrected file does.
    """
    found = _kept(counted_submissions(reader))
    return found[found["day"] == found.groupby(["provider", "export"])["day"].transform("max")]


def _kept(sent: pd.DataFrame) -> pd.DataFrame:
    """Submissions, but for those that were replaced whole where another of their day was not."""
    replaced = sent["replaced"].astype("bool")
    every = replaced.groupby([sent[name] for name in ("provider", "export", "day")])
    return sent[~replaced | every.transform("all")]


def repeated_keys(reader: Reader) -> pd.Series:
    """Rows that repeat the key of another, by submission."""
    found = rejected(reader)
    found = found[found["reason"] == "repeated_key"]
    return found.groupby("submission_id")["rows"].sum().astype("float64")


def _submitted(sent: pd.DataFrame, keys: pd.Series) -> Iterator[tuple[Any, ...]]:
    for name, valid, once in _by_submission(sent, keys):
        yield _row(name, FACETS["validity"], valid, "")
        yield _row(name, FACETS["uniqueness"], once, "")


def _by_submission(
    sent: pd.DataFrame, keys: pd.Series, by: str = "provider"
) -> Iterator[tuple[Any, dict[Hashable, float], dict[Hashable, float]]]:
    """By provider or day, parts of validity and of uniqueness; nothing where no row was read."""
    twice = sent["repeats"] + sent["submission_id"].map(keys).astype("float64").fillna(0.0)
    for name, rows in sent.assign(twice=twice).groupby(by):
        read = rows["rows_read"].sum()
        if read:
            yield (
                name,
                {"numerator": read - rows["rejected"].sum(), "denominator": read},
                {"numerator": read - rows["twice"].sum(), "denominator": read},
            )


def _submitted_history(reader: Reader, provider: str) -> list[pd.DataFrame]:
    sent = _kept(counted_submissions(reader))
    found = list(_by_submission(sent[sent["provider"] == provider], repeated_keys(reader), "day"))
    return [
        _series(
            facet,
            pd.Series(
                [each[place]["numerator"] / each[place]["denominator"] for each in found],
                index=pd.DatetimeIndex([each[0] for each in found]),
                dtype="float64",
            ),
        )
        for place, facet in ((1, "validity"), (2, "uniqueness"))
    ]
