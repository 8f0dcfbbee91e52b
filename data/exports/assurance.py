"""Assurance: one row per organisation and return period."""

from data.codes import YES_NO
from data.export import Column, Export

EXPORT = Export(
    name="assurance",
    title="Assurance returns",
    grain="one row per organisation and return period",
    key=("org", "period_end"),
    day="period_end",
    columns=(
        Column("org", "organisation", "Who the return is about.", required=True),
        Column("council", "council", "The council area, where it works in one."),
        Column(
            "period_end", "date", "Last day of the return period.", required=True, not_future=True
        ),
        Column(
            "member_track",
            "code",
            "How membership of the code is monitored: an accredited monitoring body, a public "
            "mechanism, internal governance under Part 3, or not at all.",
            required=True,
            allowed=("monitoring_body", "public_mechanism", "part3_internal", "none"),
        ),
        Column(
            "member_status",
            "code",
            "Standing under the code.",
            allowed=("member", "applicant", "suspended", "withdrawn"),
        ),
        Column("senior_lead", "code", "A senior lead is named.", allowed=YES_NO),
        Column("staff_in_scope", "whole", "Staff who handle this information."),
        Column(
            "staff_trained_12m",
            "whole",
            "Of them, trained in the last 12 months.",
            part_of="staff_in_scope",
        ),
        Column("new_starters", "whole", "Staff who started in the period."),
        Column(
            "new_starters_trained_1m",
            "whole",
            "Of them, trained within a month.",
            part_of="new_starters",
        ),
        Column("return_due_date", "date", "When the return was due."),
        Column("return_received_date", "date", "When the return came.", not_future=True),
        Column("audit_date", "date", "The last audit.", not_future=True, long_ago=True),
        Column("major_findings_open", "whole", "Major findings still open."),
        Column("complaints_due", "whole", "Complaints due an acknowledgement."),
        Column(
            "complaints_acknowledged_30d",
            "whole",
            "Of them, acknowledged within 30 days.",
            part_of="complaints_due",
        ),
        Column("rights_requests_due", "whole", "Rights requests due an answer."),
        Column(
            "rights_requests_in_time",
            "whole",
            "Of them, answered in time.",
            part_of="rights_requests_due",
        ),
        Column("breaches_notifiable", "whole", "Breaches that had to be notified."),
        Column(
            "breaches_notified_72h",
            "whole",
            "Of them, notified within 72 hours.",
            part_of="breaches_notifiable",
        ),
        Column("infringements_due", "whole", "Infringements of the code due to be closed."),
        Column(
            "infringements_closed_in_target",
            "whole",
            "Of them, closed within target.",
            part_of="infringements_due",
        ),
    ),
)
