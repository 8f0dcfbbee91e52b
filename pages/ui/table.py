"""A table as HTML: rows on a wide screen, one small card a row on a phone."""

import re
from collections.abc import Sequence
from html import escape

import pandas as pd

from pages.ui import words

NUMBER = re.compile(r"-?[\d,.]+(?: %)?")
"""Cells that stand flush right, so that their digits line up."""
SHORT = 22
"""Columns of cells no longer than this are kept on one line."""


def html(table: pd.DataFrame, caption: str) -> str:
    """A table of text cells; its first column names the row, `caption` is for screen readers."""
    kinds = [_kind(list(table[name])) for name in table]
    names = [str(name) for name in table]
    heads = "".join(
        f'<th scope="col" role="columnheader"{_class(kind)}>{_text(name)}</th>'
        for name, kind in zip(
            names, ["number" if k == "number" else "" for k in kinds], strict=True
        )
    )
    rows = "".join(_row(row, names, kinds) for row in table.itertuples(index=False, name=None))
    return (
        f'<table class="rows" role="table"><caption class="away">{escape(caption)}</caption>'
        f'<thead role="rowgroup"><tr role="row">{heads}</tr></thead>'
        f'<tbody role="rowgroup">{rows}</tbody></table>'
    )


def _row(cells: Sequence[str], names: Sequence[str], kinds: Sequence[str]) -> str:
    first, *rest = cells
    others = "".join(
        f'<td role="cell" data-label="{escape(name)}"{_class(kind)}>{_text(cell)}</td>'
        for cell, name, kind in zip(rest, names[1:], kinds[1:], strict=True)
    )
    # roles are said outright: drawn as cards, rows would lose them
    head = f'<th scope="row" role="rowheader"{_class(kinds[0])}>{_text(first)}</th>'
    return f'<tr role="row">{head}{others}</tr>'


def _kind(cells: Sequence[str]) -> str:
    given = [cell for cell in cells if cell and cell not in words.MISSING.values()]
    if given and all(NUMBER.fullmatch(cell) for cell in given):
        return "number"
    return "short" if all(len(cell) <= SHORT for cell in given) else ""


def _class(kind: str) -> str:
    return f' class="{kind}"' if kind else ""


def _text(cell: str) -> str:
    return escape(words.kept_together(cell))
