"""One file per export type; data/export.py finds them."""
