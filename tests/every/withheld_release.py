"""A published release in which one critical check failed and was accepted: numbers are withheld."""

import json
from pathlib import Path

from data.engine import Connection, build, insert
from tests.pages import published

TITLE = "A planted check that must hold"
CHECK = "referrals.planted.holds"
COUNCILS = ("S12000005", "S12000006", "S12000008", "S12000047")
"""So many councils of 32 withhold a month of all Scotland; two months of one, its year."""
MONTHS = ("2024-02-01", "2024-03-01")
YEAR = "2023-04-01"
PLANTED, WHOLE = 7777, 8888
"""Stand in every withheld cell, and in no other: seen anywhere, they give it away."""
OTHERS = 3131, 9393
"""Stand there instead in a second store: what a page shows with both does not come from them."""


def store(root: Path, numbers: tuple[int, int] = (PLANTED, WHOLE)) -> Path:
    """The store of tests/pages/published.py with a failed check, and planted numbers under it."""
    published.store(root)
    for name in ("protected", "exact"):
        connection = build(root / "releases" / published.RELEASE / f"{name}.duckdb")
        _fail(connection)
        _plant(connection, *numbers)
        connection.close()
    describe(root, {CHECK: "planted"})
    return root


def describe(root: Path, accepted: dict[str, str]) -> None:
    """Write the manifest of the release; accepted: why, by check."""
    manifest = root / "releases" / published.RELEASE / "manifest.json"
    told = {"release_id": published.RELEASE, "withheld": [], "accepted": accepted}
    told |= {"submissions": [], "built_at": "2024-04-02T09:00:00.000000"}
    told |= {"checks": {"passed": 1, "failed": 2, "errored": 0}, "as_at": "2024-03-31"}
    manifest.write_text(json.dumps(told | {"sample": True}), encoding="utf-8")


def _fail(connection: Connection) -> None:
    gates = [("referrals", month, council, CHECK) for month in MONTHS for council in COUNCILS]
    insert(connection, "gate", gates)
    told = ("sides", CHECK, TITLE, "referrals", "critical", "failed")
    rows = [(*told, by, key, 40, 100) for by, key in (("all", "all"), ("provider", "assist"))]
    insert(connection, "check_outcome", rows)


def _plant(connection: Connection, numerator: int, denominator: int) -> None:
    """Scotland's two months, and the four councils' year, of everything read from referrals."""
    months = ", ".join(f"'{month}'" for month in MONTHS)
    councils = ", ".join(f"'{council}'" for council in COUNCILS)
    whole = published.cell("C17", YEAR, "S92000003", 16_000, 51_200, period="year")
    insert(connection, "measure", [whole])  # years that can be chosen are those of Scotland
    connection.execute(
        f"""
        UPDATE measure SET numerator = {numerator},
               denominator = CASE WHEN denominator IS NOT NULL THEN {denominator} END
        WHERE measure_id IN ('referrals', 'C12', 'C17') AND (
            (period_type = 'month' AND period_start IN ({months}) AND area_code = 'S92000003')
            OR (period_type = 'year' AND period_start = '{YEAR}' AND area_code IN ({councils})))
        """
    )
