"""What columns cannot say, one suite per file; expectations/suite.py finds them."""
