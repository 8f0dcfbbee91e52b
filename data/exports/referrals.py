"""Referrals: one row per referral of a person to a support service."""

from data.codes import CONDITION, LAWFUL_BASIS, PURPOSE, RISK, YES_NO
from data.export import Column, Export

EXPORT = Export(
    name="referrals",
    title="Referrals",
    grain="one row per referral of a person to a support service",
    key=("referral_id", "from_org", "to_org"),
    day="referral_date",
    about_people=True,
    columns=(
        Column(
            "referral_id",
            "reference",
            "Unique between the two organisations.",
            required=True,
        ),
        Column("case_ref", "reference", "Joins the referrals of one case across moves."),
        Column(
            "incident_ref",
            "reference",
            "The police incident that led to the referral.",
        ),
        Column(
            "incident_date", "date", "When the incident was reported.", not_after="referral_date"
        ),
        Column(
            "referral_date", "date", "When the referral was sent.", required=True, not_future=True
        ),
        Column(
            "received_date",
            "date",
            "When the service had it.",
            not_before="referral_date",
            not_future=True,
            told_by="receiver",
        ),
        Column(
            "first_contact_date",
            "date",
            "When the service first reached the person.",
            not_before="received_date",
            not_future=True,
            told_by="receiver",
        ),
        Column("council", "council", "The council area of the referral.", required=True),
        Column("division", "division", "The police division; worked out from the council."),
        Column("from_org", "organisation", "Who sent the referral.", required=True),
        Column("to_org", "organisation", "Who it was sent to.", required=True),
        Column(
            "risk_sender",
            "ordinal",
            "Risk as the sender judged it.",
            allowed=RISK,
        ),
        Column(
            "risk_receiver",
            "ordinal",
            "Risk as the receiver judged it.",
            allowed=RISK,
            told_by="receiver",
        ),
        Column(
            "lawful_basis",
            "code",
            "The lawful basis relied on.",
            allowed=LAWFUL_BASIS,
        ),
        Column(
            "condition_code",
            "code",
            "The Article 9, Article 10 or Schedule condition relied on.",
            allowed=CONDITION,
        ),
        Column(
            "consent_recorded",
            "code",
            "Whether consent is on record.",
            allowed=("yes", "no", "not_applicable"),
        ),
        Column(
            "victim_views",
            "code",
            "Whether the person's own views are on record.",
            allowed=("yes", "no", "exempt"),
        ),
        Column(
            "purpose_code",
            "code",
            "What the referral is for.",
            allowed=PURPOSE,
        ),
        Column(
            "outcome",
            "code",
            "What came of it.",
            allowed=("engaged", "declined", "no_contact", "returned", "out_of_area", "pending"),
            told_by="receiver",
        ),
        Column(
            "transfer_from_council",
            "council",
            "The council area before, when the case moved.",
        ),
        Column(
            "transfer_received_date",
            "date",
            "When the receiving council had the file.",
            not_future=True,
            told_by="receiver",
        ),
        Column(
            "repeat_disclosure",
            "code",
            "Whether the person had to tell the story again because it was not passed on.",
            allowed=YES_NO,
            told_by="receiver",
        ),
        Column(
            "minimum_dataset",
            "code",
            "Whether everything the agreement asks for was sent.",
            allowed=("complete", "partial"),
            told_by="receiver",
        ),
    ),
)
