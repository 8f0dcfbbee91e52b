"""Colours by meaning, set once, and the small style sheet that all pages share."""

from dataclasses import dataclass, fields

import streamlit as st

from pages.ui import printed


@dataclass(frozen=True)
class Palette:
    """One colour per meaning. At most four of them in one chart, and never colour alone."""

    counts: str
    """Counts and the observed line."""
    limits: str
    """Counterfactuals, limits and targets; drawn dashed."""
    attention: str
    """What needs looking at; drawn as a larger or hollow mark too."""
    highlight: str
    """What the reader has chosen."""
    second: str
    """A second series."""
    consent: str
    """Band of the consent period."""
    public_task: str
    """Band of the public task period."""
    ink: str
    """Words inside a chart."""
    quiet: str
    """Words and lines that may stay in the background."""
    paper: str
    """The page."""
    line: str
    """Rules between things."""


LIGHT = Palette(
    counts="#12436D",
    limits="#3D3D3D",
    attention="#F46A25",
    highlight="#801650",
    second="#28A197",
    consent="#A285D1",
    public_task="#5B9BD5",
    ink="#1B1F24",
    quiet="#55606B",
    paper="#FFFFFF",
    line="#C9D1DA",
)
DARK = Palette(
    counts="#8FC1EC",
    limits="#C4C9CF",
    attention="#FF9A62",
    highlight="#F08CC0",
    second="#5FD0C6",
    consent="#A285D1",
    public_task="#5B9BD5",
    ink="#EEF2F6",
    quiet="#A9B4C0",
    paper="#12181F",
    line="#44505E",
)

# Drawn here: a named icon would be fetched from outside by every reader's browser.
ICON = (
    '<svg viewBox="0 0 16 16"><rect width="16" height="16" rx="3" fill="#12436D"/>'
    '<path d="M3 6h8M9 3.5 11.5 6 9 8.5M13 10H5m2-2.5L4.5 10 7 12.5" fill="none" stroke="#fff" '
    'stroke-width="1.5"/></svg>'
)


def palette() -> Palette:
    """The colours of the theme the reader has chosen; the light ones outside a page."""
    return DARK if st.context.theme.type == "dark" else LIGHT


# Streamlit offers no setting for these: page width, the frame's rhythm and our own parts. Nor for a
# chart's menu: a picture from it lacks title, hatching, release and that it is a sample, so of the
# menu only full screen is left; what is shown can be downloaded as CSV, and the page printed.
STYLE = """
[data-testid="stMainBlockContainer"] { max-width: 80rem; padding-left: 2rem; padding-right: 2rem }
[data-testid="stVerticalBlock"] { gap: 0.75rem }
[data-testid="stHeader"] { border-bottom: 1px solid var(--line) }
h1 { padding: 0.5rem 0 0.35rem !important; line-height: 1.2 !important;
  color: var(--quiet) !important }
h2, h3 { text-wrap: balance }
.question { font-size: 1rem; color: var(--quiet); margin: 0 }
.facts { display: grid; grid-template-columns: max-content 1fr; gap: 0.3rem 1.25rem; margin: 0;
  font-size: 0.9375rem; max-width: 60rem; color: var(--ink) }
.facts dt { color: var(--quiet); font-weight: 600 }
.facts dd { margin: 0 }
.status { display: flex; flex-wrap: wrap; gap: 0.15rem 1.25rem; padding-bottom: 0.5rem;
  border-bottom: 1px solid var(--line); font-size: 0.875rem; color: var(--quiet) }
.status .mark { color: var(--ink); font-weight: 600; border-left: 0.3rem solid var(--attention);
  padding-left: 0.5rem }
.headline { font-family: "Source Serif", "Source Serif 4", Georgia, serif; font-size: 1.9rem;
  line-height: 1.25; font-weight: 600; letter-spacing: -0.01em; max-width: 66rem; margin: 0;
  color: var(--ink); text-wrap: pretty }
.under { font-size: 1rem; color: var(--quiet); max-width: 60rem; margin: 0.4rem 0 0 }
.tiles { display: grid; grid-template-columns: repeat(auto-fit, minmax(13.5rem, 1fr));
  border-top: 2px solid var(--counts); border-bottom: 1px solid var(--line); margin: 0.5rem 0 }
.tile { padding: 0.75rem 1rem 0.75rem 0; min-width: 0 }
.tile + .tile { border-left: 1px solid var(--line); padding-left: 1rem }
.tile .label { font-size: 0.875rem; color: var(--quiet); margin: 0; line-height: 1.3 }
.tile .value { font-size: 2rem; line-height: 1.2; font-weight: 650; color: var(--ink); margin: 0;
  font-variant-numeric: tabular-nums }
.tile .change { font-size: 0.875rem; margin: 0; color: var(--ink) }
.tile img { display: block; width: 100%; height: 2.25rem; margin-top: 0.35rem }
.tile.quiet .value { font-size: 1.35rem; padding: 0.35rem 0 }
[class*="st-key-filters"] > :has([data-testid="stAlert"]) { flex: 1 1 100%; order: 9 }
[data-testid="stCaptionContainer"] { opacity: 1 !important; color: var(--quiet) !important }
.caveat { font-size: 0.8125rem; color: var(--quiet); margin: 0; max-width: 60rem }
.decided { border-left: 0.3rem solid var(--counts); padding-left: 0.75rem; margin: 0;
  font-size: 0.9375rem; color: var(--ink); max-width: 60rem }
[data-testid="stFullScreenFrame"]:has([data-testid="stVegaLiteChart"])
  [data-testid="stElementToolbarButton"]:not(:has(button[aria-label*="ullscreen"]))
  { display: none }
.look { margin: 0 0 0.35rem 1.75rem; font-size: 0.9375rem }
.look a { color: var(--counts); font-weight: 600; padding: 0.3rem 0; display: inline-block }
.key { font-size: 0.8125rem; color: var(--quiet); margin: 0;
  padding: 0 !important; list-style: none; columns: 20rem; column-gap: 2rem }
.key b { color: var(--ink) }
.told { margin: 0; padding: 0 0 0 1.1rem !important; font-size: 0.9375rem; color: var(--ink);
  max-width: 40rem }
.told li { padding: 0.1rem 0 }
.estimate { border-left: 0.3rem solid var(--counts); padding-left: 1rem; font-size: 0.9375rem;
  color: var(--ink) }
.estimate p { margin: 0 0 0.25rem }
.estimate .label, .estimate dt { color: var(--quiet); font-size: 0.875rem; margin: 0 }
.estimate .big { font-size: 2.25rem; line-height: 1.15; font-weight: 650 }
.estimate .verdict { margin: 1rem 0; font-weight: 600 }
.estimate dl { padding: 0 !important; margin: 0.75rem 0 0 }
.estimate dd { margin: 0 0 0.6rem }
.small { font-size: 0.875rem; line-height: 1.35; margin: 0.5rem 0 0; color: var(--quiet);
  min-height: 2.6rem }
.small b { color: var(--ink); font-size: 0.9375rem }
@media (min-width: 64rem) { .small.card { min-height: 5.8rem } }
[data-testid="stPageLink"] a { padding: 0.55rem 0; border-top: 1px solid var(--line);
  border-radius: 0 }
[data-testid="stPageLink"] a p { font-size: 1rem; line-height: 1.4; color: var(--ink) }
[data-testid="stPageLink"] a p::after { content: " →"; color: var(--counts); font-weight: 700 }
[data-testid="stPageLink"] a * { white-space: normal !important; overflow: visible !important }
.rows { border-collapse: collapse; width: 100%; font-size: 0.9rem; color: var(--ink) }
.rows th, .rows td { text-align: left; padding: 0.35rem 1rem 0.35rem 0; vertical-align: top;
  border-bottom: 1px solid var(--line) }
.rows thead th { font-weight: 600; color: var(--quiet); font-size: 0.8125rem;
  vertical-align: bottom }
.rows tbody th { font-weight: 600 }
.rows .number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap }
.rows .short { white-space: nowrap }
.strip { width: 100%; border-collapse: collapse; font-size: 0.9rem; color: var(--ink) }
.strip th { text-align: left; font-weight: 600 }
.strip thead th { color: var(--quiet); font-size: 0.8125rem }
.away { position: absolute; clip-path: inset(50%); width: 1px; height: 1px; overflow: hidden }
.strip th, .strip td { padding: 0.3rem 0.75rem 0.3rem 0; border-bottom: 1px solid var(--line);
  vertical-align: middle }
.strip td.number { font-variant-numeric: tabular-nums; white-space: nowrap }
.strip .note, .strip .id { color: var(--quiet); font-size: 0.8125rem }
.strip img { width: 7rem; height: 1.6rem; display: block }
.strip .look { font-weight: 650; margin: 0 }
:is(a, button, summary, [role="button"], [role="tab"], [tabindex="0"]:not(input)):focus-visible,
[data-testid="stSelectbox"] .react-aria-ComboBox:focus-within {
  outline: 3px solid var(--highlight) !important; outline-offset: 2px; border-radius: 0.15rem }
.narrow { display: none }
@media (min-width: 40.01rem) {
  .st-key-turned [data-testid="stHorizontalBlock"] { flex-direction: row-reverse }
}
@media (max-width: 40rem) {
  [data-testid="stMainBlockContainer"] { padding-left: 1rem; padding-right: 1rem }
  .headline { font-size: 1.4rem }
  [class*="st-key-filters"] > * { flex: 1 1 100%; min-width: 0 }
  [class*="st-key-filters"] > * > * { width: 100% !important }
  [class*="st-key-filters"] [data-testid="stSelectbox"] { display: grid; align-items: center;
    grid-template-columns: 6.5rem minmax(0, 1fr); gap: 0.5rem }
  [class*="st-key-filters"] label { min-height: 0; margin: 0 }
  [class*="st-key-filters"] label p { white-space: normal }
  [data-testid="stExpandSidebarButton"]::after { content: "Menu"; margin-left: 0.35rem;
    font-size: 1rem; font-weight: 600 }
  [data-testid="stExpandSidebarButton"] { width: auto !important }
  [class*="st-key-wide"], .st-key-across { display: none !important }
  .narrow { display: block }
  .rows thead, .strip thead { position: absolute; clip-path: inset(50%); display: block;
    width: 1px; height: 1px; overflow: hidden }
  .rows .short, .rows .number { white-space: normal; text-align: left }
  .rows tr { display: block; padding: 0.5rem 0; border-bottom: 1px solid var(--line) }
  .rows tbody th { display: block; border: 0; padding: 0 0 0.15rem }
  .rows, .rows tbody { display: block }
  .rows td, .rows td.number { display: grid; grid-template-columns: 8rem minmax(0, 1fr);
    gap: 0.75rem; border: 0; padding: 0.1rem 0; text-align: left; white-space: normal;
    overflow-wrap: anywhere }
  .rows td::before { content: attr(data-label); color: var(--quiet); font-size: 0.8125rem }
  .rows td:empty { display: none }
  [data-testid="stMarkdownContainer"] :is(th, td) { overflow-wrap: anywhere; min-width: 0;
    padding: 0.25rem 0.35rem }
  [data-testid="stMarkdownContainer"] table { table-layout: fixed; width: 100% }
  [data-testid="stMarkdownContainer"] code { overflow-wrap: anywhere; white-space: normal }
  .facts { grid-template-columns: 1fr; gap: 0 }
  .facts dd { margin-bottom: 0.5rem }
  .tiles { grid-template-columns: 1fr }
  .tile + .tile { border-left: 0; border-top: 1px solid var(--line); padding-left: 0 }
  .strip tr { display: grid; grid-template-columns: 1fr auto; gap: 0 0.75rem; padding: 0.5rem 0;
    border-bottom: 1px solid var(--line) }
  .strip .when { display: block }
  .strip th, .strip td { border: 0; padding: 0.05rem 0; white-space: normal !important }
}
.grid td { min-width: 5.2rem; font-variant-numeric: tabular-nums }
.grid .note { color: var(--quiet); font-size: 0.8125rem }
.grid .bar { display: block; height: 0.35rem; margin-top: 0.15rem; max-width: 8rem;
  background: color-mix(in srgb, var(--line) 45%, transparent) }
.grid .bar i { display: block; height: 100%; background: var(--counts) }
"""


def style() -> str:
    """The style sheet for the reader's theme, as HTML."""
    colours = palette()
    names = "; ".join(
        f"--{field.name.replace('_', '-')}: {getattr(colours, field.name)}"
        for field in fields(colours)
    )
    return f"<style>:root {{ {names} }}{STYLE}{printed.STYLE}</style>"
