"""The planted defects of the sample come back, exactly, as facets of each provider's quality."""

import json
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from data.engine import Reader
from data.generator import sample
from data.generator.truth import Truth
from data.load import load
from data.release import release
from data.store import Store
from metrics.answers.quality_facets import facets_now, items
from metrics.measure import measures
from tests.data.findings import all_well

UNTIL, TODAY, LOADED = date(2026, 6, 1), date(2026, 7, 1), date(2026, 7, 24)
ALWAYS = ("incident_ref", "risk_receiver", "outcome", "repeat_disclosure", "minimum_dataset")
"""Columns that every row of a service's referrals should have."""


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> tuple[Truth, Store, Reader]:
    folder = tmp_path_factory.mktemp("quality")
    truth = sample(folder / "inbox", 12_000, until=UNTIL)
    store = Store(folder / "store")
    load(store, [folder / "inbox"], today=TODAY)
    for path in store.submissions.glob("*/receipt.json"):  # whatever the clock of this machine says
        told = json.loads(path.read_text(encoding="utf-8"))
        path.write_text(json.dumps(told | {"loaded_at": f"{LOADED}T09:00:00.000000+00:00"}))
    with pytest.MonkeyPatch.context() as patch:
        one = {"referrals": measures()["referrals"]}  # about quality, not about measures
        patch.setattr("data.release.measures", lambda: one)
        release(store, examine=all_well)
    return truth, store, store.open(str(store.published()), exact=True)


def found(reader: Reader, facet: str) -> dict[str, tuple[int, int]]:
    now = facets_now(reader, "provider")
    rows = now[now["facet"] == facet].itertuples()
    return {row.key: (int(row.numerator), int(row.denominator)) for row in rows}


Shares = dict[str, tuple[int, int]]


def worst(parts: list[tuple[str, str, int, int]]) -> Shares:
    """By provider what its worst export has; parts: provider, export, wrong rows and rows."""
    read: Counter[tuple[str, str]] = Counter()
    gone: Counter[tuple[str, str]] = Counter()
    for provider, export, wrong, rows in parts:
        read[provider, export] += rows
        gone[provider, export] += wrong
    assert sum(gone.values()) > 10
    found: Shares = {}
    for (provider, export), rows in sorted(read.items(), key=lambda each: gone[each[0]] / each[1]):
        found[provider] = (rows - gone[provider, export], rows)
    return found


def test_planted_rejections_are_the_facet_validity(published: Any) -> None:
    truth, _, reader = published
    parts = [(each.provider, each.export, each.rejected, each.rows) for each in truth.files]
    assert found(reader, "validity") == worst(parts)


def test_planted_repeats_are_the_facet_uniqueness(published: Any) -> None:
    truth, _, reader = published
    parts = []
    for each in truth.files:
        keys = sum(n for (_, reason), n in each.reasons.items() if reason == "repeated_key")
        parts.append((each.provider, each.export, each.repeats + keys, each.rows))
    assert found(reader, "uniqueness") == worst(parts)


def test_blanks_are_those_of_the_rows_counted_another_way(published: Any) -> None:
    """The latest 12 months, with pandas, from what the submission kept."""
    _, store, reader = published
    (receipt,) = [
        each
        for each in store.receipts()
        if (each["provider"], each["export"]) == ("scottish_womens_aid", "referrals")
    ]
    kept = pd.read_parquet(store.submissions / receipt["submission_id"] / "accepted.parquet")
    recent = kept[pd.to_datetime(kept["referral_date"]) >= "2025-07-01"]
    now = items(reader, "provider", "scottish_womens_aid").set_index(["facet", "item"])
    assert recent[list(ALWAYS)].isna().any(axis=None)
    for column in ALWAYS:
        row = now.loc[("completeness", column)]
        assert (row["numerator"], row["denominator"]) == (recent[column].count(), len(recent))


def test_everybody_is_judged_on_time_by_the_last_month_alone(published: Any) -> None:
    _, _, reader = published
    assert found(reader, "timeliness")["assist"] == (24, 1)


def test_sent_and_never_received_is_what_k03_counts(published: Any) -> None:
    _, store, reader = published
    rows = Reader(store.releases / str(store.published()) / "rows.duckdb")
    sql = measures()["K03"].sql
    for table in ("referral_rows", "referrals r", "working_days"):
        sql = sql.replace(f"FROM {table}", f"FROM published.{table}")
        sql = sql.replace(f"JOIN {table}", f"JOIN published.{table}")
    lost = rows.frame(f"SELECT day, numerator FROM ({sql})")
    rows.close()
    recent = lost[pd.to_datetime(lost["day"]) >= "2025-07-01"]
    found = items(reader, "provider")
    found = found[found["item"] == "received"]
    assert found["denominator"].sum() == len(recent)
    assert found["denominator"].sum() - found["numerator"].sum() == recent["numerator"].sum() > 5


def test_the_folder_of_a_release_holds_the_table_for_both_readers(published: Any) -> None:
    _, store, _ = published
    folder: Path = store.releases / str(store.published())
    for name in ("exact", "protected"):
        reader = Reader(folder / f"{name}.duckdb")
        assert len(reader.frame("SELECT 1 FROM published.quality"))
        reader.close()
