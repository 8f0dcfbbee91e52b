"""Code lists that more than one export uses."""

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
