"""Agreements: one row per sharing agreement, impact assessment, policy document or record."""

from data.codes import YES_NO
from data.export import Column, Export

EXPORT = Export(
    name="agreements",
    title="Agreements",
    grain="one row per information sharing agreement, impact assessment or policy document",
    key=("agreement_id", "owner_org"),
    day="signed_date",
    council=None,
    columns=(
        Column(
            "agreement_id",
            "reference",
            "Unique within the organisation that keeps it.",
            required=True,
        ),
        Column(
            "type",
            "code",
            "Information sharing agreement (isa), data protection impact assessment (dpia), "
            "appropriate policy document (apd) or record of processing (ropa).",
            required=True,
            allowed=("isa", "dpia", "apd", "ropa"),
        ),
        Column("title", "title", "May be sent; free text is never kept."),
        Column("owner_org", "organisation", "Who keeps the document.", required=True),
        Column("parties", "organisations", "Everyone who signed it.", required=True),
        Column("councils", "councils", "The council areas it covers."),
        Column("signed_date", "date", "When it was signed.", not_future=True, long_ago=True),
        Column(
            "review_due_date",
            "date",
            "When its review is due.",
            not_before="signed_date",
            long_ago=True,
        ),
        Column(
            "last_reviewed_date",
            "date",
            "When it was last reviewed.",
            not_future=True,
            long_ago=True,
        ),
        Column(
            "end_date",
            "date",
            "When it ends or ended.",
            not_before="signed_date",
            long_ago=True,
        ),
        Column(
            "status",
            "code",
            "Where it stands.",
            allowed=("draft", "in_force", "expired", "withdrawn"),
        ),
        Column("dpia_required", "code", "An impact assessment is required.", allowed=YES_NO),
        Column(
            "dpia_completed_date",
            "date",
            "When the assessment was completed.",
            not_future=True,
            long_ago=True,
        ),
        Column(
            "dpia_review_due_date",
            "date",
            "When the assessment's review is due.",
            not_before="dpia_completed_date",
            long_ago=True,
        ),
        Column("residual_risk", "ordinal", "Risk that remains.", allowed=("low", "medium", "high")),
        Column("lawful_basis_stated", "code", "It names the lawful basis.", allowed=YES_NO),
        Column("purpose_stated", "code", "It names the purpose.", allowed=YES_NO),
        Column("outcome_stated", "code", "It names the outcome.", allowed=YES_NO),
        Column("code_version", "edition", "The edition of the code it follows."),
    ),
)
