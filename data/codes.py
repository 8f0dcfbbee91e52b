"""Code lists, and the range of days, that more than one export uses."""

from datetime import date

FIRST_DAY = date(2014, 4, 1)
"""No row is from before this day: working days and the published months start here at the latest.

It is two years before the earliest data asked for; an earlier date is a slip of the pen.
"""
LONG_AGO = date(2000, 1, 1)
"""Dates that may lie before the data (Column.long_ago), such as of signing, reach back to here."""
LAST_DAY = date(2100, 12, 31)

YES_NO = ("yes", "no")
RISK = ("standard", "medium", "high")
LAWFUL_BASIS = (
    "consent",
    "public_task",
    "legal_obligation",
    "vital_interests",
    "legitimate_interests",
    "recognised_legitimate_interest",
    "part3_law_enforcement",
)
CONDITION = (
    "explicit_consent",
    "vital_interests",
    "substantial_public_interest",
    "safeguarding",
    "health_or_social_care",
    "schedule_8",
)
PURPOSE = (
    "safety_planning",
    "advocacy",
    "counselling",
    "court_support",
    "perpetrator_programme",
    "marac",
    "other",
)
