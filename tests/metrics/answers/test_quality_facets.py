"""Facets of quality as pages get them: values, states, what is weakest, and over time."""

from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from data.engine import Reader
from metrics.answers.facets import FACETS, judged
from metrics.answers.quality_facets import facets_now, history, items
from tests.metrics.published import months, publish


def quality(
    facet: str,
    item: str,
    parts: tuple[int | None, int],
    *,
    key: str = "assist",
    scope: str = "provider",
    period: str = "recent",
    start: str = "2023-04-01",
    export: str = "referrals",
) -> tuple[Any, ...]:
    """One row of the table `quality`."""
    return (facet, item, export, scope, key, period, start, *parts)


def submission(
    id: str,
    loaded: str,
    rows: tuple[int | None, ...],
    *,
    provider: str = "assist",
    export: str = "referrals",
    days: tuple[str, str] = ("2024-03-01", "2024-03-31"),
    at: str = "09:00:00",
    replaced: bool = False,
) -> tuple[Any, ...]:
    """One row of the table `submission`; rows: read, accepted, rejected, exact repeats."""
    file = (f"{id}.csv", id, "csv")
    what = (id, provider, provider, export, *file, f"{loaded} {at}", *rows, *days)
    return (*what, False, replaced)


def corrected(at: str = "2024-03-05") -> list[tuple[Any, ...]]:
    """A file of 100 rows and, on the same day, the same rows mended."""
    return [
        submission("a", at, (100, 49, 51, 0), replaced=True),
        submission("b", at, (100, 100, 0, 0), at="11:00:00"),
    ]


def test_a_file_corrected_on_the_same_day_counts_as_corrected(tmp_path: Path) -> None:
    reader = publish(tmp_path, submission=corrected())
    assert now(reader, "validity")["value"] == 1.0
    past = history(reader, "provider", "assist")
    assert past.loc[past["facet"] == "validity", "value"].tolist() == [1.0]


def test_a_provider_of_whom_nothing_is_left_is_judged_by_what_it_sent(tmp_path: Path) -> None:
    """Another provider's later file counts in its place; its own is still the latest it sent."""
    sent = [submission("a", "2024-03-05", (100, 49, 51, 0), replaced=True)]
    assert now(publish(tmp_path, submission=sent), "validity")["value"] == 0.49


def now(reader: Reader, facet: str, key: str = "assist") -> pd.Series:
    found = facets_now(reader, "provider").set_index(["key", "facet"])
    row: pd.Series = found.loc[(key, facet)]
    return row


def test_completeness_is_pooled_and_names_what_is_blank(tmp_path: Path) -> None:
    rows = [
        quality("completeness", "outcome", (60, 100)),
        quality("completeness", "risk_receiver", (95, 100)),
    ]
    found = now(publish(tmp_path, quality=rows), "completeness")
    assert found["value"] == 155 / 200
    assert found["weakest"] == "outcome, blank in 40 %"
    assert found["state"] == "needs work"


def test_consistency_is_judged_where_fewest_agree(tmp_path: Path) -> None:
    rows = [
        quality("consistency", "council", (1000, 1000)),
        quality("consistency", "received", (930, 1000)),
    ]
    found = now(publish(tmp_path, quality=rows), "consistency")
    assert (found["value"], found["state"]) == (0.93, "watch")
    assert found["weakest"] == "sent referrals on the receiver's record"


def test_a_hidden_numerator_counts_as_nought(tmp_path: Path) -> None:
    reader = publish(tmp_path, quality=[quality("completeness", "outcome", (None, 40))])
    assert now(reader, "completeness")["value"] == 0
    assert items(reader, "provider", "assist")["hidden"].tolist() == [True]


def test_validity_and_uniqueness_come_from_the_latest_day_of_loading(tmp_path: Path) -> None:
    reader = publish(
        tmp_path,
        submission=[
            submission("a", "2024-03-05", (100, 50, 50, 0)),
            submission("b", "2024-04-01", (100, 96, 3, 1)),
            submission("c", "2024-04-01", (100, 98, 2, 0)),
        ],
        rejected=[("b", "assist", "referrals", "referral_id", "repeated_key", 3)],
    )
    valid, once = now(reader, "validity"), now(reader, "uniqueness")
    assert (valid["numerator"], valid["denominator"]) == (195, 200)
    assert (once["numerator"], once["denominator"]) == (196, 200)
    past = history(reader, "provider", "assist")
    assert past.loc[past["facet"] == "validity", "value"].tolist() == [0.5, 0.975]


def test_history_is_by_month_and_follows_the_weakest_point(tmp_path: Path) -> None:
    rows = [quality("consistency", "council", (99, 100))]
    rows += [quality("consistency", "received", (90, 100))]
    for n, start in enumerate(months("2024-01-01", 3)):
        told = {"period": "month", "start": start}
        rows.append(quality("completeness", "outcome", (90 + n, 100), **told))  # type: ignore[arg-type]
        rows.append(quality("consistency", "received", (80 + n, 100), **told))  # type: ignore[arg-type]
        rows.append(quality("timeliness", "export", (20 + n, 1), **told))  # type: ignore[arg-type]
    past = history(publish(tmp_path, quality=rows), "provider", "assist")
    by_facet = past.groupby("facet")["value"].apply(list).to_dict()
    assert by_facet["completeness"] == [0.9, 0.91, 0.92]
    assert by_facet["consistency"] == [0.8, 0.81, 0.82]
    assert by_facet["timeliness"] == [20, 21, 22]


def test_councils_are_judged_by_when_nine_of_ten_rows_came(tmp_path: Path) -> None:
    told = {"scope": "council", "key": "S12000047"}
    rows = [
        quality("timeliness", "median", (20, 100), **told),  # type: ignore[arg-type]
        quality("timeliness", "ninth decile", (80, 100), **told),  # type: ignore[arg-type]
    ]
    found = facets_now(publish(tmp_path, quality=rows), "council")
    assert found[["value", "state"]].to_numpy().tolist() == [[80, "needs work"]]


@pytest.mark.parametrize(
    ("facet", "value", "high", "state"),
    [
        ("completeness", 0.95, 0.97, "good"),
        ("completeness", 0.88, 0.92, "watch"),
        ("completeness", 0.88, 0.89, "needs work"),
        ("timeliness", 31, float("nan"), "good"),
        ("timeliness", 32, float("nan"), "watch"),
        ("timeliness", 46, float("nan"), "needs work"),
        ("validity", float("nan"), float("nan"), "too few to say"),
    ],
)
def test_in_doubt_a_facet_is_watched(facet: str, value: float, high: float, state: str) -> None:
    assert judged(FACETS[facet], value, high) == state


def test_an_empty_release_has_no_facet(tmp_path: Path) -> None:
    reader = publish(tmp_path)
    assert facets_now(reader, "provider").empty
    assert history(reader, "provider", "assist").empty
