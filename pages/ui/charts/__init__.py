"""One chart per file: `chart(table)` returns the chart and its alt text, and adds no numbers."""
