"""What a page looks like on paper."""

STYLE = """
.printed { display: none }
@page { size: A4 landscape; margin: 10mm }
@media print {
  html { font-size: 13px }
  [data-testid="stHeader"], [data-testid="stDownloadButton"], [data-testid="stButton"],
  [data-testid="stSelectbox"], [data-testid="stButtonGroup"], [data-testid="stFileUploader"],
  [data-testid="stDialog"], [data-testid="stElementContainer"]:has(> [data-testid="stSelectbox"]),
  [data-testid="stLayoutWrapper"]:has(> [class*="st-key-filters"]),
  [data-testid="stExpander"]:has(> details:not([open])) { display: none !important }
  [class*="st-key-unprinted"]:has(details:not([open])) { display: none !important }
  .printed { display: block }
  .tiles { grid-template-columns: repeat(5, 1fr) }
  [data-testid="stMainBlockContainer"] { max-width: none; padding: 0 !important }
  [data-testid="stVerticalBlock"] { display: block }
  [data-testid="stVerticalBlock"] > * { margin-bottom: 0.6rem }
  [data-testid="stHorizontalBlock"]:has(> [data-testid="stColumn"] .small) { break-inside: avoid;
    display: flex !important; flex-wrap: nowrap; gap: 1rem }
  [data-testid="stColumn"] { min-width: 0 }
  [data-testid="stVegaLiteChart"], [data-testid="stElementContainer"]:has(svg.marks),
  [data-testid="stFullScreenFrame"], [data-testid="stFullScreenFrame"] > div
    { height: auto !important }
  svg.marks { width: auto; height: auto; max-width: 100% }
  [data-testid="stVerticalBlock"]:has(> * > .st-key-flows) {
    display: flex; flex-direction: column }
  :has(> .st-key-flows) { order: 1 }
  :has(> .st-key-wide_matrix), :has(> .st-key-wide_matrix) ~ :not(:has(> .st-key-flows))
    { order: 2 }
  [data-testid="stHorizontalBlock"]:has(> [data-testid="stColumn"] .estimate) {
    display: flex !important; flex-direction: column-reverse }
  [data-testid="stColumn"]:has(.small) [data-testid="stVerticalBlock"] > * { margin-bottom: 0 }
  .small { min-height: 0; margin: 0 }
  [data-testid="stExpander"]:has(.facts) { break-inside: avoid }
  .estimate dl { columns: 3; column-gap: 2rem }
  .estimate dt, .estimate dd { break-inside: avoid }
  .estimate dt { break-after: avoid }
  [data-testid="stElementContainer"]:has(h1, h2, h3, .small) { break-after: avoid }
  [data-testid="stElementContainer"]:has(svg.marks), .tiles, .estimate, .key, .headline, .caveat,
  tr, li, img { break-inside: avoid }
  [data-testid="stElementContainer"]:has(.key) { break-before: avoid }
  thead { display: table-header-group }
  p, li { orphans: 3; widows: 3 }
}
"""
"""On paper: what a chart says keeps with it, and nothing is printed that only a screen can use.

Charts were drawn for a wide screen, so that across a page their letters stay large enough.
"""
