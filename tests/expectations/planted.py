"""Failures to plant in a whole release: one statement each, and what it must make a check find."""

from data.publish import IN_PLACES
from tests.expectations.small_release import kept

SENT = "WHERE provider = 'police_concern_hub' AND row_number"
R = "UPDATE referral_rows SET"
S = "UPDATE sharing_events SET"
M = "UPDATE incidents SET"
P = "UPDATE referrals SET"
ONE, RECEIVED = kept("'R-21'"), kept("'A-300'")
PAIRED = kept("'D-' || row_number // 2")
AGAIN = kept("'R-98'")
OTHER_DIVISION = "CASE WHEN division = 'S32000016' THEN 'S32000017' ELSE 'S32000016' END"
AGREED, ANOTHER = kept("'ISA-1'"), kept("'ISA-9'")
# What is done to which row; the check that must see it; how many rows it must count.
COLUMNS = (
    (
        f"{R} referral_id = NULL {SENT} = 11",
        "referrals.referral_id.filled",
        1,
    ),
    (
        f"{R} risk_sender = 'extreme' {SENT} IN (12, 13)",
        "referrals.risk_sender.allowed",
        2,
    ),
    (
        f"{R} case_ref = 'Morag Sutherland' {SENT} = 14",
        "referrals.case_ref.shape",
        1,
    ),
    (
        f"{R} received_date = referral_date - 1 {SENT} = 15",
        "referrals.received_date.order",
        1,
    ),
    (
        f"{R} referral_date = DATE '2027-01-01' {SENT} = 16",
        "referrals.referral_date.past",
        1,
    ),
    (
        f"{R} incident_date = referral_date + 1 {SENT} = 17",
        "referrals.incident_date.order",
        1,
    ),
    (
        f"{R} council = 'S12000999' {SENT} = 18",
        "referrals.council.allowed",
        1,
    ),
    (
        f"{R} division = 'north' {SENT} = 19",
        "referrals.division.allowed",
        1,
    ),
    (
        f"{R} to_org = 'nobody' {SENT} = 20",
        "referrals.to_org.allowed",
        1,
    ),
    (
        f"{R} referral_id = {ONE} {SENT} = 21",
        "referrals.referral_id.unique",
        2,
    ),
    (
        f"{M} high_risk_domestic_abuse_incidents = 101 WHERE row_number = 1",
        "incidents.high_risk_domestic_abuse_incidents.part",
        1,
    ),
    (
        f"{M} concern_reports_total = -5 WHERE row_number = 4",
        "incidents.concern_reports_total.shape",
        1,
    ),
    (
        f"{M} month = DATE '2026-01-02' WHERE row_number = 7",
        "incidents.month.shape",
        1,
    ),
    ("UPDATE agreements SET parties = [] WHERE row_number = 1", "agreements.parties.filled", 1),
    (
        "UPDATE agreements SET parties = ['assist', 'nobody'] WHERE row_number = 2",
        "agreements.parties.allowed",
        1,
    ),
    (
        "UPDATE agreements SET review_due_date = DATE '2018-05-31' WHERE row_number = 3",
        "agreements.review_due_date.order",
        1,
    ),
    (
        "UPDATE assurance SET staff_trained_12m = 21 WHERE org = 'S12000005'",
        "assurance.staff_trained_12m.part",
        1,
    ),
    (
        "UPDATE assurance SET member_track = NULL WHERE org = 'S12000006'",
        "assurance.member_track.filled",
        1,
    ),
    (
        f"{S} decision = 'maybe' WHERE row_number < 12",
        "sharing_events.decision.allowed",
        10,
    ),
    (
        f"{S} request_received_date = decision_date + 1 WHERE row_number = 13",
        "sharing_events.request_received_date.order",
        1,
    ),
)
# The same, and whether the share that is wrong is more than the check allows.
ACROSS = (
    (
        f"{S} linked_referral_id = 'R-99999' WHERE row_number < 5",
        "sharing_events.linked_referral_id.known",
        3,
        "passed",
    ),
    (
        f"{S} agreement_id = {ANOTHER} WHERE row_number BETWEEN 12 AND 41",
        "sharing_events.agreement_id.known",
        30,
        "failed",
    ),
    (
        f"UPDATE agreements SET signed_date = DATE '2026-02-01' WHERE agreement_id = {AGREED}",
        "sharing_events.agreement_id.signed",
        66,
        "failed",
    ),
    (
        f"{S} event_date = event_date - 400 WHERE row_number BETWEEN 50 AND 59",
        "sharing_events.event_date.near_referral",
        10,
        "failed",
    ),
    (
        f"{S} decision_date = event_date - 32 WHERE row_number BETWEEN 60 AND 79",
        "sharing_events.decision_date.after_request",
        20,
        "failed",
    ),
    (
        f"{R} incident_ref = NULL, case_ref = NULL WHERE row_number < 102",
        "referrals.incident_ref.linked",
        200,
        "failed",
    ),
    (
        f"{R} transfer_from_council = council WHERE row_number = 102",
        "referrals.transfer_from_council.differs",
        2,
        "failed",
    ),
    (f"{R} to_org = from_org WHERE row_number = 104", "referrals.to_org.another", 2, "failed"),
    (f"{S} to_org = from_org WHERE row_number = 90", "sharing_events.to_org.another", 1, "failed"),
    (
        f"{R} division = {OTHER_DIVISION} WHERE row_number IN (105, 106)",
        "referrals.division.of_council",
        4,
        "failed",
    ),
    (
        f"{S} division = {OTHER_DIVISION} WHERE row_number IN (91, 92)",
        "sharing_events.division.of_council",
        2,
        "failed",
    ),
    (
        f"{P} received = false WHERE month(referral_date) IN (5, 6)",
        "referrals.received.matched",
        192,
        "failed",
    ),
    (
        f"{P} sent = false WHERE month(referral_date) = 7",
        "referrals.sent.matched",
        96,
        "failed",
    ),
    (
        f"{P} received_date = referral_date - 1 WHERE month(referral_date) = 2",
        "referrals.received_date.after_sent",
        96,
        "failed",
    ),
    (
        "SELECT 1",  # the same rows, at the other side's place
        "referrals.referral_date.before_received",
        96,
        "failed",
    ),
    (
        f"{P} first_contact_date = referral_date - 1 WHERE month(referral_date) = 3",
        "referrals.first_contact_date.after_sent",
        96,
        "failed",
    ),
    (
        f"{M} concern_reports_total = 90 WHERE council = 'S12000005'",
        "incidents.domestic_abuse_incidents.in_concern_reports",
        10,
        "failed",
    ),
    (
        f"{M} concern_reports_total = 2 WHERE council = 'S12000006' AND month = DATE '2026-04-01'",
        "referrals.police.in_concern_reports",
        1,
        "failed",
    ),
    (
        f"{M} domestic_abuse_incidents = 5 WHERE month(month) = 9 AND council < 'S12000014'",
        "incidents.volume_band",
        5,
        "failed",
    ),
    (
        "INSERT INTO disputed SELECT 'incidents', provider, submission_id, row_number "
        "FROM incidents WHERE row_number < 8",
        "incidents.council_month.one_provider",
        2,
        "failed",
    ),
    (
        f"{R} referral_id = {RECEIVED}, to_org = 'sacro' "
        "WHERE provider = 'assist' AND row_number = 302",
        "referrals.referral_id.alone",
        2,
        "failed",
    ),
    (
        f"{P} referral_id = {PAIRED}, provider = CASE WHEN row_number % 2 = 0 THEN 'standard' "
        "ELSE provider END WHERE month(referral_date) = 10",
        "referrals.referral_id.one_system",
        96,
        "failed",
    ),
    (
        f"{R} provider = 'police_concern_hub', side = NULL, referral_id = {AGAIN}, outcome = NULL, "
        "risk_receiver = NULL, minimum_dataset = NULL, "
        "to_org = CASE WHEN submission_id = 's-2' THEN 'sacro' ELSE to_org END "
        "WHERE row_number = 99",
        "referrals.to_org.put_right",
        2,
        "failed",
    ),
    (
        "DELETE FROM incidents WHERE council = 'S12000008'",
        "incidents.council_months",
        10,
        IN_PLACES,
    ),
    (
        "DELETE FROM sharing_events WHERE month(event_date) = 9 AND year(event_date) = 2026",
        "sharing_events.provider_months",
        1,
        "failed",
    ),
    (
        f"{R} council = 'S12000018', division = NULL WHERE council = 'S12000017'",
        "referrals.council_months",
        10,
        "passed",
    ),
    (
        f"{R} risk_receiver = NULL WHERE provider = 'assist' AND row_number > 100",
        "referrals.risk_receiver.blank",
        765,
        "failed",
    ),
    (
        f"{R} provider = 'sacro' WHERE provider = 'assist' AND month(referral_date) = 8",
        "referrals.volume_band",
        1,
        "failed",
    ),
)
