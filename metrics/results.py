"""The only door for pages: everything that a page shows comes through one of these."""

from metrics.cells import as_at, cells
from metrics.quality import check_cuts, check_history, checks, rejected, release, submissions
from metrics.ratings import rating_matrix, ratings
from metrics.trend import trend

__all__ = [
    "as_at",
    "cells",
    "check_cuts",
    "check_history",
    "checks",
    "rating_matrix",
    "ratings",
    "rejected",
    "release",
    "submissions",
    "trend",
]
