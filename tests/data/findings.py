"""What the expectations might have found, drawn by the test that is about it."""

from collections.abc import Callable
from pathlib import Path

import pandas as pd

from data.examiner import Findings
from expectations.outcome import COLUMNS, GATE_COLUMNS, no_rows

ROW_COUNT = "referrals.rows"


def found(*rows: tuple[str, str, str], counts: tuple[int, int] = (0, 100)) -> Findings:
    """Findings of (check id, severity, outcome) on the whole, with the same counts for each."""
    failed, total = counts
    outcomes = pd.DataFrame(
        [
            (
                "suite",
                check,
                check,
                "referrals",
                severity,
                outcome,
                "all",
                "all",
                failed,
                total,
                0.0,
                "rows",
            )
            for check, severity, outcome in rows
        ],
        columns=list(COLUMNS),
    )
    gate = pd.DataFrame(columns=list(GATE_COLUMNS))
    return Findings(outcomes, gate.astype({"period_start": "datetime64[s]"}), no_rows())


def finds(*rows: tuple[str, str, str]) -> Callable[[Path], Findings]:
    """An examiner that finds this whatever the rows hold."""
    return lambda _: found(*rows)


all_well = finds((ROW_COUNT, "critical", "passed"))
