"""The only door for pages: everything that a page shows comes through one of these."""

from metrics.answers.attention import attention
from metrics.answers.broken_down import broken_down
from metrics.answers.cells import as_at, cells
from metrics.answers.comparison import before_and_after, in_each_division
from metrics.answers.councils import councils_now
from metrics.answers.failing import closed, failing_rows
from metrics.answers.gates import where_withheld, withholding
from metrics.answers.quality import (
    by_reason,
    check_cuts,
    check_history,
    checks,
    of_no_provider,
    rejected,
    release,
    standing,
    submissions,
)
from metrics.answers.quality_changes import changes
from metrics.answers.quality_facets import facets_now, history, items
from metrics.answers.quality_fixes import fixes
from metrics.answers.ratings import rating_matrix, ratings
from metrics.answers.regimes import every_regime, regimes
from metrics.answers.robustness import robustness
from metrics.answers.routes import route_years, routes
from metrics.answers.sendings import latest_submissions
from metrics.answers.shares import part_then_and_now, shares
from metrics.answers.suggestions import suggestions
from metrics.answers.trend import trend
from metrics.answers.what_if import what_if
from metrics.answers.year_on_year import year_on_year

__all__ = [
    "as_at",
    "attention",
    "before_and_after",
    "broken_down",
    "by_reason",
    "cells",
    "changes",
    "check_cuts",
    "check_history",
    "checks",
    "closed",
    "councils_now",
    "every_regime",
    "facets_now",
    "failing_rows",
    "fixes",
    "history",
    "in_each_division",
    "items",
    "latest_submissions",
    "of_no_provider",
    "part_then_and_now",
    "rating_matrix",
    "ratings",
    "regimes",
    "rejected",
    "release",
    "robustness",
    "route_years",
    "routes",
    "shares",
    "standing",
    "submissions",
    "suggestions",
    "trend",
    "what_if",
    "where_withheld",
    "withholding",
    "year_on_year",
]
