"""One file per measure that is not an indicator, such as volumes; metrics/measure.py finds them."""
