"""How much personal data is found, and falsely found, on generated data: python -m bench.detection.

Writes docs/detection_rates.md and data/reference/detection_rates.csv, which the page about the
data standard shows.
"""

import random
import sys
from pathlib import Path

import pandas as pd

from bench.look_alikes import HARMLESS
from bench.true_values import TRUE
from data.personal.found import found_in

ROOT = Path(__file__).parents[1]
COUNT = 20_000
TEXT = """# How much personal data is found

Measured on generated data, {count:,} texts a line, none of it real: `python -m bench.detection`
writes this file. What is looked for, and how, is in `data/personal/`, one file a kind.

{table}

Of the last six kinds of harmless text some cannot be told from the real thing: one in 300 numbers
of ten digits is a CHI number with a right date and check digit, and two letters, six digits and a
letter A to D are a National Insurance number. A system whose references look so needs another
style of reference, or the share in `data/settings.py` raised.
"""


def measure(count: int, seed: int = 1) -> pd.DataFrame:
    """One row for each sort of text: what, sort (true or harmless), tried, found."""
    draw = random.Random(seed)  # noqa: S311 - nothing is to be kept secret
    rows = []
    for what, (kind, make) in TRUE.items():
        found = found_in([make(draw) for _ in range(count)])
        rows.append((what, "true", count, sum(kind in kinds for kinds in found)))
    for what, make in HARMLESS.items():
        found = found_in([make(draw) for _ in range(count)])
        rows.append((what, "harmless", count, sum(map(bool, found))))
    return pd.DataFrame(rows, columns=["what", "sort", "tried", "found"])


def _markdown(table: pd.DataFrame) -> str:
    lines = ["| what | sort | tried | found | share |", "|---|---|---|---|---|"]
    for row in table.itertuples():
        share = f"{100 * row.found / row.tried:.2f} %"
        lines.append(f"| {row.what} | {row.sort} | {row.tried:,} | {row.found:,} | {share} |")
    return "\n".join(lines)


def main() -> None:
    """Measure, and keep what was found."""
    table = measure(COUNT)
    table.to_csv(ROOT / "data" / "reference" / "detection_rates.csv", index=False)
    text = TEXT.format(count=COUNT, table=_markdown(table))
    (ROOT / "docs" / "detection_rates.md").write_text(text, encoding="utf-8")
    sys.stdout.write(_markdown(table) + "\n")


if __name__ == "__main__":
    main()
