"""Counted twice: one referral that stands in a release as two, since two files tell it apart."""

from expectations.check import Check, Suite

MONTH = "CAST(date_trunc('month', referral_date) AS DATE)"

SUITE = Suite(
    name="twice",
    title="Referrals that count twice",
    checks=(
        Check(
            id="referrals.referral_id.one_system",
            title="A referral is counted once, whichever systems sent it",
            hint="Two systems' files have a referral of one identifier, organisations and day that "
            "are not a sender's and a receiver's of one incident or case, so that it counts twice: "
            "a service may have sent its own export and the template too. Ask it which of the two "
            "stands; until the people who run this service take the other file out of the store, "
            "accept this only if the two are truly two referrals.",
            for_provider="The same referrals came in two layouts, as from your own system and in "
            "the template, and count twice. Send them in one, and say which of the files stands.",
            export="referrals",
            severity="critical",
            rows="referrals",
            wrong="""(referral_id, from_org, to_org, referral_date) IN (
                SELECT referral_id, from_org, to_org, referral_date FROM referrals
                GROUP BY ALL HAVING min(provider) <> max(provider)
            )""",
            allowed=0.01,
            month=MONTH,
        ),
        Check(
            id="referrals.referral_id.alone",
            title="A system's referral_id names one referral, between two organisations",
            hint="Where an organisation of a referral was put right in a later file, the earlier "
            "row still counts beside it: ask the people who run this service. Else ask the "
            "provider to number each referral on its own.",
            for_provider="Number each referral on its own, and keep its number when you put the "
            "record right.",
            export="referrals",
            severity="warning",
            rows="(SELECT * FROM referral_rows WHERE side IS NOT NULL)",
            wrong="""(provider, referral_id) IN (
                SELECT provider, referral_id FROM referral_rows WHERE side IS NOT NULL
                GROUP BY provider, referral_id HAVING count(*) > 1
            )""",
            month=MONTH,
        ),
        Check(
            id="referrals.to_org.put_right",
            title="A referral that a later file names again is still to the same service",
            hint="Where the service of a referral was put right in a later file, the earlier row "
            "still counts beside it: ask the people who run this service. Else one identifier "
            "stands for referrals to two services, and nothing is wrong.",
            for_provider="If you put the service right, say so: the earlier row still counts "
            "beside the later one. If they are two referrals, give each an identifier of its own.",
            export="referrals",
            severity="warning",
            rows="(SELECT * FROM referral_rows WHERE side IS NULL)",
            wrong="""(provider, referral_id, from_org, referral_date) IN (
                SELECT provider, referral_id, from_org, referral_date
                FROM referral_rows WHERE side IS NULL GROUP BY ALL
                HAVING min(to_org) <> max(to_org) AND min(submission_id) <> max(submission_id)
            )""",
            month=MONTH,
        ),
    ),
)
