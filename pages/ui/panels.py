"""The parts pages are built from: headline, tiles, a chart with its table, notes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path
from types import MappingProxyType

import pandas as pd
import streamlit as st

from data.spreadsheets import csv_bytes
from pages import page_files
from pages.ui import filters, provenance, words
from pages.ui.charts import sparkline
from pages.ui.drawing import Drawing
from pages.ui.frame import View
from pages.ui.table import html as as_html

NOTHING: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True)
class Tile:
    """One number: value as words, what changed, a word on it, its history as a small line."""

    label: str
    value: str
    change: str = ""
    word: str = ""
    history: Sequence[float] = ()
    quiet: bool = False


def headline(sentence: str, under: str = "") -> None:
    """The sentence a reader takes away, worked out from the data; `under` says what it rests on."""
    more = f'<p class="under">{html(under)}</p>' if under else ""
    st.html(f'<p class="headline">{html(sentence)}</p>{more}')


def html(text: str) -> str:
    """Text made safe inside HTML, its numbers never parted from their signs."""
    return escape(words.kept_together(text))


def plain(text: str) -> str:
    """A file's name, which may hold anything, as text inside Markdown."""
    return "".join(f"\\{each}" if each in "\\`*_{}[]()#+-.!~|<>:$" else each for each in text)


def tiles(shown: Sequence[Tile]) -> None:
    """A row of numbers, one under another on a phone."""
    st.html(f'<div class="tiles">{"".join(map(_tile, shown))}</div>')


def _tile(tile: Tile) -> str:
    drawn = sparkline.image(tile.history, f"{tile.label}, the last {len(tile.history)} periods")
    lines = "".join(f'<p class="change">{html(line)}</p>' for line in (tile.change, tile.word))
    return (
        f'<div class="tile{" quiet" if tile.quiet else ""}"><p class="label">{html(tile.label)}'
        f'</p><p class="value">{html(tile.value)}</p>{lines}{drawn}</div>'
    )


def figure(
    view: View,
    heading: str,
    drawn: Drawing,
    table: pd.DataFrame,
    *,
    caveat: str = "",
    key: Mapping[str, str] = NOTHING,
    name: str = "",
    of: Mapping[str, str] = NOTHING,
    inside: bool = False,
) -> None:
    """A chart with its message as heading, then key, caveat, its table and a download.

    `drawn` is what a chart function gives, `table` the frame to show and to download (headings as
    they are), `key` the sentence behind each numbered mark, `name` and `of` as in download(),
    `inside` whether it stands under another heading, and so has one a level lower.
    """
    drawing(heading, drawn, caveat=caveat, key=key, inside=inside)
    behind(view, table, name or heading, of)


def drawing(
    heading: str,
    drawn: Drawing,
    *,
    caveat: str = "",
    key: Mapping[str, str] = NOTHING,
    inside: bool = False,
) -> None:
    """A chart as in figure(), for a page that shows its table elsewhere."""
    (st.subheader if inside else st.header)(words.kept_together(heading), anchor=False)
    drawn.show()
    marks(key, caveat)


def marks(key: Mapping[str, str] = NOTHING, caveat: str = "") -> None:
    """What the numbered marks of a chart mean, and its caveat."""
    if key:
        items = "".join(f"<li><b>{n}</b> {escape(text)}</li>" for n, text in key.items())
        st.html(f'<ol class="key">{items}</ol>')
    if caveat:
        st.html(f'<p class="caveat">{html(caveat)}</p>')


def behind(
    view: View | None, table: pd.DataFrame, name: str, of: Mapping[str, str] = NOTHING
) -> None:
    """The table behind a chart, one click or key away, and its download."""
    with st.expander("Show the table"):
        table_of(table, f"The table of: {name}")
        download(view, table, name, of)


def download(
    view: View | None, table: pd.DataFrame, name: str, of: Mapping[str, str] = NOTHING
) -> None:
    """The table as a CSV file to work with, which says what it is of and where it comes from.

    `name` begins the file's name; `of` is what all its rows are of that neither the table nor the
    page's filters say, by heading. Without a view it is a table of no release, as a code list is.
    """
    st.download_button(
        "Download as CSV",
        csv_bytes(provenance.filed(view, table, of)),
        provenance.file_name(view, table, name, of),
        "text/csv",
        key=f"download_{provenance.slug(name)}",
        on_click="ignore",
        icon=":material/download:",
    )


def table_of(table: pd.DataFrame, caption: str) -> None:
    """A table in the open, with what [c] means wherever it holds one."""
    shown = as_text(table)
    st.html(as_html(shown, caption))
    if (shown == words.HIDDEN).any(axis=None):
        st.caption(words.HIDDEN_MEANS)


def as_text(table: pd.DataFrame) -> pd.DataFrame:
    """The table as it is read: whole numbers with commas, dates as days, nothing for nothing."""
    return pd.DataFrame({name: column.map(_cell) for name, column in table.items()})


def _cell(value: object) -> str:
    if isinstance(value, str):
        return value
    if not words.known(value):
        return ""
    if isinstance(value, pd.Timestamp):
        return words.day(value)
    return f"{value:,.3g}" if isinstance(value, float) and value % 1 else f"{value:,.0f}"


def link(page: str, sentence: str, parameters: Mapping[str, str] | None = None) -> None:
    """A sentence that leads to a page (its file or file name) with these filter values (codes)."""
    paths = {path.stem: path for files in page_files().values() for path in files}
    st.page_link(
        paths[Path(page).stem],
        label=sentence,
        query_params=filters.address(parameters or {}),
    )


def on_a_phone(sentence: str) -> None:
    """What only somebody with a narrow screen is told: what is left out there, and what to do."""
    st.html(f'<p class="caveat narrow">{html(sentence)}</p>')


def method(text: str) -> None:
    """How the numbers were made, in Markdown, one click away."""
    with st.expander("How these numbers are made"):
        st.markdown(text)


def empty(what: str, why: str, next_step: str) -> None:
    """Nothing to show, designed: what is missing, why, and what to do."""
    st.info(f"**{what}** {why} {next_step}", icon=":material/hourglass_empty:")


def foot(view: View, parts: Mapping[str, str] = NOTHING) -> None:
    """The last line of a page: where its numbers come from, and on paper what was chosen.

    parts: what was chosen for a part of the page, by label.
    """
    every = {**filters.chosen(), **parts}
    chosen = "; ".join(f"{label}: {said}" for label, said in every.items())
    if chosen:  # the filters themselves are not printed
        st.html(f'<p class="caveat printed">Chosen: {html(chosen)}</p>')
    st.html(
        f'<p class="caveat">Data as at {words.day(view.facts["as_at"])}, release '
        f"{escape(view.release.release_id)}. Every number can be traced through the release to "
        "the files it came from.</p>"
    )
