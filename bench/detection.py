"""How much personal data is found, and falsely found, on generated data: python -m bench.detection.

Writes docs/detection_rates.md, and docs/detection_rates.csv, which the page about the data
standard shows.
"""

import random
import sys

import pandas as pd

from bench.look_alikes import ALIKE, HARMLESS
from bench.true_values import TRUE
from data.detection import FILE
from data.personal.found import found_in

COUNT = 20_000
SORTS = ("true", "harmless", "alike")
TEXT = """# How much personal data is found

Measured on generated data, {count:,} texts a line, none of it real. `python -m bench.detection`
writes this file. What is looked for, and how, is in `data/personal/`, one file a kind.

## Texts that hold personal data

{true}

## Harmless texts

{harmless}

## Texts that look like the real thing

{alike}

These cannot be told apart one by one: one in 300 numbers of ten digits is a CHI number with a day
and a check digit that are right, one in 90 of nine digits is one that lost its first nought, and
two letters, six digits and a letter A to D are a National Insurance number. What is done about it:

- In a column with at least 100 different numbers of nine digits (or, where the column is not kept,
  nine or ten) of which fewer than 3 % are CHI numbers, these are taken for chance and are no hit.
- In a column of the standard a number of ten digits that is a CHI number to the letter turns its
  row away: 1 in 300 rows of a system with such references.
- A system whose references look like National Insurance numbers, or like postcodes without their
  space, needs another style of reference, or a larger `SHARING_PERSONAL_SHARE`.

Not found: names; dates of birth as eight digits with no word beside them, or as day numbers of a
spreadsheet; phone numbers of other countries, or without their first nought.
"""


def measure(count: int, seed: int = 1) -> pd.DataFrame:
    """One row for each sort of text: what, sort (true, harmless or alike), tried, found."""
    draw = random.Random(seed)  # noqa: S311 - nothing is to be kept secret
    rows = []
    for what, (kind, make) in TRUE.items():
        found = found_in([make(draw) for _ in range(count)])
        rows.append((what, "true", count, sum(kind in kinds for kinds in found)))
    for sort, texts in (("harmless", HARMLESS), ("alike", ALIKE)):
        for what, harmless in texts.items():
            found = found_in([harmless(draw) for _ in range(count)])
            rows.append((what, sort, count, sum(map(bool, found))))
    return pd.DataFrame(rows, columns=["what", "sort", "tried", "found"])


def _markdown(table: pd.DataFrame) -> str:
    lines = ["| text | tried | found | share |", "|---|---|---|---|"]
    for row in table.itertuples():
        share = f"{100 * row.found / row.tried:.2f} %"
        lines.append(f"| {row.what} | {row.tried:,} | {row.found:,} | {share} |")
    return "\n".join(lines)


def main() -> None:
    """Measure, and keep what was found."""
    table = measure(COUNT)
    table.to_csv(FILE, index=False)
    text = TEXT.format(
        count=COUNT, **{sort: _markdown(table[table["sort"] == sort]) for sort in SORTS}
    )
    FILE.with_suffix(".md").write_text(text, encoding="utf-8")
    sys.stdout.write(_markdown(table) + "\n")


if __name__ == "__main__":
    main()
