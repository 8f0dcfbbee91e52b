"""Data-quality expectations: Great Expectations over a release's rows."""
