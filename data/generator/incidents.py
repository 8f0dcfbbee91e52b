"""Incidents of the sample: one row a month and council."""

from datetime import date

import numpy as np

from data.export import exports
from data.generator.frame import Frame, Ints, day_number
from data.generator.plan import Plan
from data.generator.volumes import Volumes
from data.generator.world import COUNCILS, incident_share

CRIME_SYSTEM_FROM = day_number(date(2024, 4, 1))


SMALL = 0.015
"""Councils with less than this share of incidents; without one month of one, rates still hold."""
RECENT = 12
"""Months at the end of the run that stay whole."""


def incidents(plan: Plan, volumes: Volumes) -> Frame:
    """Every row by month, then council."""
    month = np.repeat(plan.starts[:-1], len(COUNCILS))
    later = (month >= CRIME_SYSTEM_FROM).astype(np.int64)
    systems = exports()["incidents"].column("source_system").allowed
    crime = systems.index("crime_management")
    return Frame(
        {
            "month": month,
            "council": np.tile(np.arange(len(COUNCILS)), len(plan.months)),
            "concern_reports_total": volumes.concern_reports.ravel(),
            "domestic_abuse_incidents": volumes.incidents.ravel(),
            "high_risk_domestic_abuse_incidents": volumes.high_risk.ravel(),
            "source_system": later * crime,
            "definition_version": 1 + later,
            "spare": _spare(plan),
        }
    )


def _spare(plan: Plan) -> Ints:
    """Rows that a defect may take: old months of small councils, since rates divide by them."""
    old = np.arange(len(plan.months)) < len(plan.months) - RECENT
    spare: Ints = np.outer(old, incident_share() < SMALL).ravel().astype(np.int64)
    return spare
