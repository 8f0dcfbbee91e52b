"""Submissions as intake leaves them, written straight from the few rows that a test draws."""

import hashlib
import json
from collections.abc import Sequence
from datetime import date
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from data.export import exports
from data.pseudonyms import key_id
from data.store import Store
from tests.conftest import KEY

ARROW = {"date": pa.date32(), "month": pa.date32(), "whole": pa.int64()} | dict.fromkeys(
    ("councils", "organisations"), pa.list_(pa.string())
)
SENDER = ("police_concern_hub", "sender")
RECEIVER = ("assist", "receiver")


def submit(
    store: Store,
    export: str,
    rows: Sequence[dict[str, Any]],
    *,
    provider: str = "standard",
    side: str | None = None,
    loaded_at: str = "2024-05-01T09:00:00.000000+00:00",
    sample: bool = False,
    reasons: dict[str, dict[str, int]] | None = None,
) -> str:
    """Write one submission; columns that a row does not name are NULL. Returns its id."""
    text = json.dumps([export, provider, loaded_at, list(rows)], default=str)
    sha256 = hashlib.sha256(text.encode()).hexdigest()
    submission_id = f"{export}-{provider}-{sha256[:12]}"
    folder = store.submissions / submission_id
    folder.mkdir(parents=True)
    fields = [
        pa.field(each.name, ARROW.get(each.kind, pa.string())) for each in exports()[export].kept
    ]
    fields += [pa.field("provider", pa.string()), pa.field("side", pa.string())]
    schema = pa.schema([*fields, pa.field("row_number", pa.int64())])
    told = [
        {**row, "provider": provider, "side": side, "row_number": number}
        for number, row in enumerate(rows, start=2)
    ]
    pq.write_table(pa.Table.from_pylist(told, schema=schema), folder / "accepted.parquet")
    days = [row[exports()[export].day] for row in rows if row.get(exports()[export].day)]
    rejected = sum(sum(each.values()) for each in (reasons or {}).values())
    receipt = {
        "submission_id": submission_id,
        "export": export,
        "provider": provider,
        "profile": provider,
        "side": side,
        "file_name": f"{provider}_{export}.csv",
        "sha256": sha256,
        "format": "csv",
        "loaded_at": loaded_at,
        "rows_read": len(rows) + rejected,
        "accepted": len(rows),
        "rejected": rejected,
        "repeats": 0,
        "reasons": reasons or {},
        "key_id": key_id(KEY.encode()),
        "sample": sample,
        "first_day": min(days).isoformat() if days else None,
        "last_day": max(days).isoformat() if days else None,
    }
    (folder / "receipt.json").write_text(json.dumps(receipt), encoding="utf-8")
    return submission_id


def referral(number: int, **told: Any) -> dict[str, Any]:
    """A referral with what is required, and whatever the test is about."""
    return {
        "referral_id": f"R-{number}",
        "referral_date": date(2024, 1, 1 + number % 28),
        "council": "S12000033",
        "from_org": "police_scotland",
        "to_org": "assist",
    } | told


def event(number: int, **told: Any) -> dict[str, Any]:
    """A sharing event with what is required, and whatever the test is about."""
    return {
        "event_id": f"E-{number}",
        "event_date": date(2024, 1, 1 + number % 28),
        "council": "S12000033",
        "from_org": "police_scotland",
        "to_org": "assist",
        "decision": "shared",
    } | told
