"""The only door for pages: everything that a page shows comes through one of these."""

from metrics.attention import attention
from metrics.cells import as_at, cells
from metrics.comparison import before_and_after, since_consent
from metrics.councils import councils_now
from metrics.quality import check_cuts, check_history, checks, rejected, release, submissions
from metrics.ratings import rating_matrix, ratings
from metrics.trend import trend
from metrics.year_on_year import year_on_year

__all__ = [
    "as_at",
    "attention",
    "before_and_after",
    "cells",
    "check_cuts",
    "check_history",
    "checks",
    "councils_now",
    "rating_matrix",
    "ratings",
    "rejected",
    "release",
    "since_consent",
    "submissions",
    "trend",
    "year_on_year",
]
