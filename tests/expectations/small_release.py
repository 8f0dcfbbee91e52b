"""A small release in which every check passes: 32 councils, ten months, each export, both sides."""

from datetime import datetime
from pathlib import Path

from data.calendar import add_calendar
from data.engine import Connection, build
from data.export import exports
from data.reconcile import reconcile
from data.rows import add_agreement_lists, add_rows

LOADED_AT = datetime(2026, 11, 1)  # noqa: DTZ001 (the table keeps UTC without saying so)

GRID = """
    CREATE TEMP TABLE grid AS
    SELECT row_number() OVER (ORDER BY month, council, turn) AS n, month, council, division, turn
    FROM (SELECT DISTINCT council, max(area_code) FILTER (WHERE area_type = 'division')
                 OVER (PARTITION BY council) AS division FROM area) AS councils
    CROSS JOIN (SELECT unnest(generate_series(DATE '2026-01-01', DATE '2026-10-01',
                                              INTERVAL 1 MONTH))::DATE AS month) AS months
    CROSS JOIN range(3) AS turns(turn)
"""


def kept(text: str) -> str:
    """A SQL expression that has the form of a keyed hash, as references are stored."""
    return f"translate(md5({text}), '0123456789', 'ghijklmnop')"


SENT = f"""
    INSERT INTO referral_rows BY NAME
    SELECT {kept("'R-' || n")} AS referral_id, {kept("'I-' || n")} AS incident_ref,
           {kept("'C-' || n")} AS case_ref,
           month + 27 AS incident_date, month + 29 - (extract('month' FROM month) = 2)::INT * 2
           AS referral_date, council, division, 'police_scotland' AS from_org,
           'assist' AS to_org, 'high' AS risk_sender, 'public_task' AS lawful_basis,
           'safeguarding' AS condition_code, 'no' AS consent_recorded, 'yes' AS victim_views,
           'advocacy' AS purpose_code, 'police_concern_hub' AS provider, 'sender' AS side,
           's-1' AS submission_id, n + 1 AS row_number
    FROM grid
"""
HAD = f"""
    INSERT INTO referral_rows BY NAME
    SELECT {kept("'A-' || n")} AS referral_id, incident_ref, case_ref, incident_date, referral_date,
           referral_date AS received_date, referral_date AS first_contact_date, council,
           division, from_org, to_org, risk_sender, 'medium' AS risk_receiver,
           'engaged' AS outcome, 'no' AS repeat_disclosure, 'complete' AS minimum_dataset,
           'assist' AS provider, 'receiver' AS side, 's-2' AS submission_id, row_number
    FROM (SELECT *, row_number - 1 AS n FROM referral_rows) AS sent
"""
SHARED = f"""
    INSERT INTO sharing_events BY NAME
    SELECT {kept("'E-' || n")} AS event_id, referral_date AS event_date, council, division,
           from_org, to_org,
           'part3' AS regime, 'proactive' AS trigger, 'shared' AS decision,
           referral_date AS decision_date, 'public_task' AS lawful_basis,
           'safeguarding' AS condition_code, 'yes' AS has_special_category,
           'yes' AS necessity_recorded, 'yes' AS proportionality_recorded,
           'advocacy' AS purpose_code, 'provided' AS privacy_info, 'no' AS excess_flag,
           {kept("'ISA-1'")} AS agreement_id, 'yes' AS routine, referral_id AS linked_referral_id,
           provider, 's-3' AS submission_id, row_number
    FROM (SELECT *, row_number - 1 AS n FROM referral_rows WHERE side = 'sender') AS sent
"""
COUNTED = """
    INSERT INTO incidents BY NAME
    SELECT month, council, 300 AS concern_reports_total, 100 AS domestic_abuse_incidents,
           10 AS high_risk_domestic_abuse_incidents, 'ivpd' AS source_system,
           'police_ivpd' AS provider, 's-4' AS submission_id, n AS row_number
    FROM grid WHERE turn = 0
"""
AGREED = f"""
    INSERT INTO agreements BY NAME
    SELECT {kept("'ISA-' || n")} AS agreement_id, 'isa' AS type, 'police_scotland' AS owner_org,
           ['assist', 'police_scotland'] AS parties, ['S12000005', 'S12000006'] AS councils,
           DATE '2018-06-01' AS signed_date, DATE '2027-06-01' AS review_due_date,
           'in_force' AS status, 'council' AS provider, 's-5' AS submission_id, n AS row_number
    FROM range(1, 4) AS numbers(n)
"""
RETURNED = """
    INSERT INTO assurance BY NAME
    SELECT council AS org, council, DATE '2026-09-30' AS period_end,
           'public_mechanism' AS member_track, 20 AS staff_in_scope, 15 AS staff_trained_12m,
           2 AS new_starters, 1 AS new_starters_trained_1m, 'council' AS provider,
           's-6' AS submission_id, n AS row_number
    FROM grid WHERE turn = 0 AND month = DATE '2026-09-01'
"""


def empty(path: Path) -> Connection:
    """A release's row tables without a row, but for one submission that was loaded."""
    connection = build(path)
    add_rows(connection, exports(), [], path.parent)
    connection.execute(
        "INSERT INTO submission (submission_id, loaded_at) VALUES ('s-1', ?)", [LOADED_AT]
    )
    return connection


def finish(connection: Connection) -> None:
    """Add what a release works out from its rows, and close it."""
    reconcile(connection, exports()["referrals"])
    connection.execute("DROP TABLE agreement_parties")
    connection.execute("DROP TABLE agreement_councils")
    add_agreement_lists(connection)
    add_calendar(connection)
    connection.close()


def whole(path: Path) -> None:
    """Write a release in which every check passes."""
    connection = empty(path)
    for statement in (GRID, SENT, HAD, SHARED, COUNTED, AGREED, RETURNED):
        connection.execute(statement)
    finish(connection)


def barren(path: Path) -> None:
    """Write a release of nothing but one sharing event, which its calendar needs."""
    connection, one = empty(path), kept("'E-1'")
    connection.execute(
        "INSERT INTO sharing_events (event_id, event_date, council, from_org, to_org, decision, "
        f"provider) VALUES ({one}, DATE '2026-10-30', 'S12000005', 'police_scotland', 'assist', "
        "'shared', 'copfs')"
    )
    finish(connection)
