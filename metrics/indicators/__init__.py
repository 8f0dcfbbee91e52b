"""One file per indicator; metrics/indicator.py finds them."""
