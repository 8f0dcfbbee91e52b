"""What becomes of a messy file, as a page: python -m tests.data.corpus.told writes it."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from data.columns import REASONS
from tests.data.corpus import Case, Theme, themes

PAGE = Path(__file__).parents[3] / "docs" / "messy_files.md"
TOP = """# What becomes of a messy file

Every line is a file of the test corpus (`tests/data/corpus/`), {count} in all, and what a load
makes of it, checked by `tests/data/test_corpus.py`. This page is written from those records:
`uv run python -m tests.data.corpus.told`.

"Read" means that the good rows arrive with the right values; a note on the receipt is in quotation
marks. "Refused" means that nothing of the file is stored, and the sentence that says so holds the
words in quotation marks. Nowhere is a cell's value told.
"""


def page() -> str:
    """The whole page."""
    found = list(themes())
    count = sum(len(theme.cases) for theme in found)
    parts = [TOP.format(count=count)]
    for theme in found:
        lines = "\n".join(f"| {_plain(case.what)} | {_outcome(case)} |" for case in theme.cases)
        parts.append(f"## {theme.title}\n\n| file | outcome |\n|---|---|\n{lines}\n")
    return "\n".join([*parts, _meanings(found)])


def _outcome(case: Case) -> str:
    if case.accepted is None:
        return "Refused: " + ", ".join(f'"{words}"' for words in case.refused)
    parts = ["Read" if case.accepted or not case.rejected else "Read, no row accepted"]
    parts += [*_rejections(case), *(f'"{words}"' for words in case.notes)]
    parts += [
        f'personal data told: "{words}"' if words else "nothing told" for words in case.personal
    ]
    return "; ".join(parts)


def _rejections(case: Case) -> Iterator[str]:
    for (column, reason), count in Counter(each[1:] for each in case.rejected).items():
        rows = "1 row" if count == 1 else f"{count} rows"
        place = "" if column == "row" else f" ({column})"
        yield f"{rows} rejected: {reason}{place}"


def _plain(what: str) -> str:
    return what.replace("|", "\\|")


def _meanings(found: list[Theme]) -> str:
    given = {reason for theme in found for case in theme.cases for _, _, reason in case.rejected}
    lines = "\n".join(f"- `{each}`: {REASONS[each]}" for each in REASONS if each in given)
    return f"## What the reasons mean\n\n{lines}\n"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
