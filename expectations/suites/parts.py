"""Parts and wholes that lie in different columns or exports: no part is more than its whole."""

from expectations.check import Check, Suite

SUITE = Suite(
    name="parts",
    title="Parts and wholes across columns and exports",
    checks=(
        Check(
            id="incidents.domestic_abuse_incidents.in_concern_reports",
            title="Domestic abuse incidents are not more than concern reports of every kind",
            hint="The two denominators may have been swapped, or one of them cut short. Ask the "
            "provider of the incidents export.",
            for_provider="Compare the two counts with your system: they may be swapped, or one of "
            "them cut short.",
            export="incidents",
            severity="warning",
            rows="incidents",
            wrong="domestic_abuse_incidents > concern_reports_total",
            allowed=0.02,
        ),
        Check(
            id="incidents.council_month.one_provider",
            title="One provider alone sends the incidents of a council and month",
            hint="Two providers sent these months and the later file was believed. Agree which of "
            "them counts incidents, and load its file again if it was the earlier one.",
            for_provider="Another provider also sent these months. Agree with the people who run "
            "this dashboard which of you counts incidents.",
            export="incidents",
            severity="warning",
            rows="""(
                SELECT incidents.*, disputed.row_number IS NOT NULL AS twice
                FROM incidents
                LEFT JOIN disputed ON disputed.export = 'incidents'
                     AND disputed.submission_id = incidents.submission_id
                     AND disputed.row_number = incidents.row_number
            )""",
            wrong="twice",
        ),
        Check(
            id="referrals.police.in_concern_reports",
            title="Police referrals of a council and month are not more than its concern reports",
            hint="Either referrals are counted twice, or the incidents export lacks reports. "
            "Rates per 100 incidents of these months mean little until that is settled.",
            for_provider="Look whether concern reports are missing from these months, or whether "
            "referrals were counted twice.",
            export="referrals",
            severity="warning",
            rows="""(
                SELECT incidents.council, incidents.month, concern_reports_total, sent,
                       submission_id, row_number
                FROM incidents
                JOIN (SELECT council, CAST(date_trunc('month', referral_date) AS DATE) AS month,
                             count(*) AS sent
                      FROM referrals WHERE from_org = 'police_scotland' GROUP BY 1, 2) AS police
                USING (council, month)
            )""",
            wrong="sent > concern_reports_total",
            provider="",
            names_row=False,
        ),
    ),
)
