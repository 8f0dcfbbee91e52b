"""Sharing events: one row per decision to share, or not to share, information."""

from data.codes import CONDITION, LAWFUL_BASIS, PURPOSE, YES_NO
from data.export import Column, Export

EXPORT = Export(
    name="sharing_events",
    title="Sharing events",
    grain="one row per decision to share, or not to share, information",
    key=("event_id", "from_org"),
    day="event_date",
    about_people=True,
    columns=(
        Column(
            "event_id", "reference", "Unique within the organisation that shares.", required=True
        ),
        Column("event_date", "date", "When sharing arose.", required=True, not_future=True),
        Column("council", "council", "The council area concerned.", required=True),
        Column("division", "division", "The police division; worked out from the council."),
        Column("from_org", "organisation", "Who holds the information.", required=True),
        Column("to_org", "organisation", "Who it is for.", required=True),
        Column(
            "regime",
            "code",
            "Which part of the law governs it: UK GDPR, or Part 3 (law enforcement).",
            allowed=("uk_gdpr", "part3"),
        ),
        Column(
            "trigger",
            "code",
            "Whether the holder offered it or was asked.",
            allowed=("proactive", "request"),
        ),
        Column(
            "request_received_date",
            "date",
            "When the request came.",
            not_after="decision_date",
            not_future=True,
        ),
        Column(
            "request_states_task",
            "code",
            "Whether the request names the task it is for.",
            allowed=YES_NO,
        ),
        Column(
            "decision",
            "code",
            "What was decided.",
            required=True,
            allowed=("shared", "partial", "refused", "pending"),
        ),
        Column("decision_date", "date", "When it was decided.", not_future=True),
        Column(
            "refusal_reason_code",
            "code",
            "Why all or part was refused.",
            allowed=(
                "no_lawful_basis",
                "no_consent",
                "not_necessary",
                "excessive",
                "identity_not_verified",
                "not_held",
                "risk_of_harm",
                "other",
            ),
        ),
        Column(
            "lawful_basis",
            "code",
            "The lawful basis relied on.",
            allowed=LAWFUL_BASIS,
        ),
        Column(
            "annex1_condition",
            "code",
            "The Annex 1 condition behind a recognised legitimate interest.",
            allowed=("request", "security", "emergency", "crime", "safeguarding"),
        ),
        Column(
            "condition_code",
            "code",
            "The Article 9, Article 10 or Schedule condition relied on.",
            allowed=CONDITION,
        ),
        Column(
            "gateway_code",
            "code",
            "The legal gateway for sharing police information outside law enforcement.",
            allowed=(
                "police_reform_2012",
                "victims_witnesses_2014",
                "children_2014",
                "adult_protection_2007",
                "common_law",
            ),
        ),
        Column("has_special_category", "code", "Holds special category data.", allowed=YES_NO),
        Column("has_offence_data", "code", "Holds criminal offence data.", allowed=YES_NO),
        Column("necessity_recorded", "code", "Why it was necessary is recorded.", allowed=YES_NO),
        Column(
            "proportionality_recorded",
            "code",
            "Why it was proportionate is recorded.",
            allowed=YES_NO,
        ),
        Column(
            "purpose_code",
            "code",
            "What it was shared for.",
            allowed=PURPOSE,
        ),
        Column(
            "outcome_code",
            "code",
            "The outcome that was intended.",
            allowed=(
                "support_offered",
                "risk_reduced",
                "safety_plan",
                "joint_plan",
                "court_informed",
                "other",
            ),
        ),
        Column(
            "privacy_info",
            "code",
            "Whether the person was told, or why not.",
            allowed=("provided", "exempt", "none"),
        ),
        Column(
            "excess_flag",
            "code",
            "Whether more than needed was sent.",
            allowed=("yes", "no", "not_checked"),
        ),
        Column("agreement_id", "reference", "The agreement it was shared under."),
        Column("routine", "code", "Part of regular sharing.", allowed=YES_NO),
        Column("linked_referral_id", "reference", "The referral it belongs to."),
    ),
)
