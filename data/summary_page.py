"""A provider's summary as one HTML page: nothing from outside, no scripts, one sheet of A4."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from html import escape
from re import sub

from data.grammar import plural

STYLE = """
:root { color-scheme: light dark; --ink: #1b1f24; --quiet: #55606b; --paper: #fff;
  --line: #c9d1da; --mark: #12436d }
@media (prefers-color-scheme: dark) { :root { --ink: #eef2f6; --quiet: #a9b4c0; --paper: #12181f;
  --line: #44505e; --mark: #8fc1ec } }
@page { size: A4; margin: 8mm 12mm }
* { box-sizing: border-box }
body { font: 0.9375rem/1.4 system-ui, -apple-system, "Segoe UI", Roboto, sans-serif; margin: 0;
  color: var(--ink); background: var(--paper) }
main { max-width: 52rem; margin: 0 auto; padding: 1.25rem 1rem }
h1 { font-size: 1.5rem; line-height: 1.2; margin: 0 0 0.2rem }
h2 { font-size: 1.05rem; margin: 1.1rem 0 0.25rem; padding-top: 0.5rem;
  border-top: 2px solid var(--mark) }
p { margin: 0 0 0.35rem }
ol, ul { margin: 0; padding-left: 1.3rem }
li { margin-bottom: 0.3rem }
.quiet { color: var(--quiet) }
.sample { font-weight: 700; border-left: 0.3rem solid var(--mark); padding-left: 0.5rem }
table { border-collapse: collapse; width: 100%; font-size: 0.875rem }
th, td { text-align: left; vertical-align: top; padding: 0.2rem 0.75rem 0.2rem 0;
  border-bottom: 1px solid var(--line); overflow-wrap: anywhere }
thead th { color: var(--quiet); font-weight: 600; vertical-align: bottom }
tbody th { font-weight: 600; min-width: 8rem }
table + p { margin-top: 0.3rem }
.n { text-align: right; white-space: nowrap; font-variant-numeric: tabular-nums }
.short { white-space: nowrap }
@media (max-width: 36rem) {
  thead { position: absolute; clip-path: inset(50%); width: 1px; height: 1px; overflow: hidden }
  table, tbody, tr, th, td { display: block }
  tr { padding: 0.4rem 0; border-bottom: 1px solid var(--line) }
  th, td { border: 0; padding: 0.05rem 0 }
  td.n { text-align: left; white-space: normal }
  td[data-label]::before { content: attr(data-label) ": "; color: var(--quiet) }
  td:empty { display: none }
}
@media print {
  :root { color-scheme: light; --ink: #000; --quiet: #444; --paper: #fff; --line: #bbb;
    --mark: #000 }
  body { font-size: 7.5pt; line-height: 1.15 }
  main.some { font-size: 9pt }
  main.little { font-size: 10pt }
  main { max-width: none; padding: 0 }
  h1 { font-size: 1.7em }
  h2 { font-size: 1.3em; margin-top: 5pt; padding-top: 2pt; break-after: avoid }
  p, li { margin-bottom: 2pt }
  table { font-size: 0.93em }
  th, td { padding: 1.5pt 6pt 1.5pt 0 }
  tr, li { break-inside: avoid }
}
"""
AMOUNTS = {"little": 2_600, "some": 3_400}
"""Letters up to which a sheet has room for the type of that name, as tried in a browser."""
FILES = ("Export", "Latest file", "Rows", "Rejected", "Rows, file before", "Rejected, file before")
REJECTED = ("Your heading", "What is wrong", "Rows", "What is allowed")
FAILED = ("What should hold", "Severity", "Fall short", "Decision")
SHORT = ("Severity",)
NUMBERS = ("Rows", "Fall short", "Rejected", *FILES[4:])
Rows = Sequence[Sequence[str]]


@dataclass(frozen=True)
class Fix:
    """One thing to fix: `what` is wrong, `how` to mend it."""

    what: str
    how: str


@dataclass(frozen=True, kw_only=True)
class Page:
    """All that the page says; texts are plain, and made safe for HTML here."""

    provider: str
    release_id: str
    as_at: str
    made_on: str
    sample: bool
    sent: str
    files: Rows
    """Export, latest file, rows read, rejected; rows and rejected of the file before."""
    fixes: Sequence[Fix]
    left_out: int
    """Findings that need not be mended first, by decisions in force."""
    rejected: Rows
    """Heading, what is wrong, rows, what is allowed."""
    rejected_more: int
    failed: Rows
    """Check, severity, how many fall short, decision."""
    failed_more: int
    decisions: Sequence[str]
    decisions_more: int
    contact: str


def page(told: Page) -> str:
    """The page as HTML."""
    title, body = f"What {told.provider} sent, and what to fix first", "".join(_parts(told))
    return (
        '<!doctype html>\n<html lang="en-GB"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(title)}</title><style>{STYLE}</style></head><body>"
        f'<main class="{_much(body)}">'
        f"<h1>{escape(title)}</h1>{body}</main></body></html>\n"
    )


def fits(told: Page) -> bool:
    """Whether it can be printed on one sheet in type that is read with ease."""
    return _much("".join(_parts(told))) != "much"


def _much(body: str) -> str:
    """How much there is to read, which says how large it can be printed on one sheet."""
    letters = len(sub(r"<[^>]+>", " ", body))
    return next((word for word, most in AMOUNTS.items() if letters <= most), "much")


def _parts(told: Page) -> Iterable[str]:
    yield _paragraph(
        f"Data as at {in_words(told.as_at)}, release {told.release_id}; this page was made on "
        f"{in_words(told.made_on)}. It shows counts of your own rows, and no other provider's.",
        "quiet",
    )
    if told.sample:
        yield _paragraph("Sample data: not real.", "sample")
    yield "<h2>What you sent</h2>" + _paragraph(told.sent)
    yield _table("Your latest file of each export, and the one before it", FILES, told.files)
    yield "<h2>Fix these first</h2>" + _fixes(told)
    yield "<h2>Rows that were rejected in your latest files</h2>" + _rejected(told)
    yield "<h2>Checks that failed on what you sent, or did not send</h2>" + _failed(told)
    if told.decisions:
        listed = _list("ul", map(escape, told.decisions))
        yield "<h2>Decided, and in force</h2>" + listed + _more(told.decisions_more, "decision")
    yield "<h2>Who to ask</h2>" + _paragraph(
        f"Ask {told.contact}. The feedback file of each of your files names every row, by its "
        "number in your file, and never what is in it."
    )


def _fixes(told: Page) -> str:
    items = (f"<strong>{escape(fix.what)}</strong> {escape(fix.how)}" for fix in told.fixes)
    found = _list("ol", items) if told.fixes else _paragraph("Nothing: thank you.")
    if not told.left_out:
        return found
    findings = plural(told.left_out, "finding is", "findings are")
    return found + _paragraph(f"{findings} left out here, by a decision named below.", "quiet")


def _rejected(told: Page) -> str:
    if not told.rejected:
        return _paragraph("None.")
    table = _table("Rejected rows by column and reason", REJECTED, told.rejected)
    return table + _more(told.rejected_more, "reason")


def _failed(told: Page) -> str:
    if not told.failed:
        return _paragraph("None.")
    return _table("Checks that failed", FAILED, told.failed) + _more(told.failed_more, "check")


def _more(number: int, what: str) -> str:
    said = f"And {plural(number, f'more {what}')}."
    return _paragraph(said, "quiet") if number else ""


def _table(caption: str, heads: Sequence[str], rows: Rows) -> str:
    head = "".join(
        f'<th scope="col" role="columnheader"{_class(name)}>{escape(name)}</th>' for name in heads
    )
    body = "".join(_row(heads, row) for row in rows)
    return (
        # roles are said outright: drawn as cards on a phone, rows would lose them
        f'<table role="table" aria-label="{escape(caption)}">'
        f'<thead role="rowgroup"><tr role="row">{head}</tr></thead>'
        f'<tbody role="rowgroup">{body}</tbody></table>'
    )


def _row(heads: Sequence[str], row: Sequence[str]) -> str:
    first, *rest = row
    cells = "".join(
        f'<td role="cell" data-label="{escape(name)}"{_class(name)}>{escape(cell)}</td>'
        for name, cell in zip(heads[1:], rest, strict=True)
    )
    head = f'<th scope="row" role="rowheader">{escape(first)}</th>'
    return f'<tr role="row">{head}{cells}</tr>'


def _class(name: str) -> str:
    if name in SHORT:
        return ' class="short"'
    return ' class="n"' if name in NUMBERS else ""


def _list(kind: str, items: Iterable[str]) -> str:
    return f"<{kind}>{''.join(f'<li>{item}</li>' for item in items)}</{kind}>"


def _paragraph(text: str, kind: str = "") -> str:
    return f"<p{f' class={chr(34)}{kind}{chr(34)}' if kind else ''}>{escape(text)}</p>"


def in_words(text: str) -> str:
    """A day written as YYYY-MM-DD, or so beginning, as people write it: 30 October 2026."""
    day = date.fromisoformat(text[:10])
    return f"{day.day} {day:%B %Y}"
