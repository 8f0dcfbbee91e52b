"""What the generator says it planted is what the intake and the reconciliation find."""

from contextlib import closing
from datetime import date

import pytest

from data.engine import build
from data.export import exports
from data.generator import sample
from data.generator.truth import Truth
from data.load import load
from data.profile import profiles
from data.reconcile import reconcile
from data.rows import add_rows
from data.store import Store

UNTIL, TODAY = date(2026, 6, 1), date(2026, 7, 1)


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> tuple[Truth, Store]:
    folder = tmp_path_factory.mktemp("generated")
    truth = sample(folder / "inbox", 20_000, until=UNTIL)
    store = Store(folder / "store")
    found = load(store, [folder / "inbox"], today=TODAY)
    assert {each.state for each in found} == {"loaded"}, [each.sentence for each in found]
    return truth, store


def test_rows_repeats_and_reasons_are_those_planted(loaded: tuple[Truth, Store]) -> None:
    truth, store = loaded
    found = {
        receipt["file_name"]: (
            receipt["rows_read"],
            receipt["repeats"],
            receipt["rejected"],
            {
                (column, reason): rows
                for column, reasons in receipt["reasons"].items()
                for reason, rows in reasons.items()
            },
        )
        for receipt in store.receipts()
    }
    assert found == {
        file.name: (file.rows, file.repeats, file.rejected, dict(file.reasons))
        for file in truth.files
    }


def test_every_kind_of_defect_is_planted_somewhere(loaded: tuple[Truth, Store]) -> None:
    truth, _ = loaded
    planted = {reason for file in truth.files for _, reason in file.reasons}
    assert planted == {
        *("missing", "not_a_reference", "not_a_date", "date_out_of_range", "in_the_future"),
        *("wrong_order", "not_allowed", "unknown_council", "unknown_division"),
        *("unknown_organisation", "not_a_number", "negative", "part_exceeds_whole"),
        *("ragged", "repeated_key", "not_an_edition"),
    }


def test_each_system_that_the_standard_names_sends_each_of_its_exports(
    loaded: tuple[Truth, Store],
) -> None:
    truth, _ = loaded
    expected = {
        (profile.provider, export)
        for profile in profiles().values()
        for export in profile.exports
        if profile.provider != "standard"
    }
    assert {(file.provider, file.export) for file in truth.files} == expected


def test_sender_and_receiver_rows_pair_as_planted(loaded: tuple[Truth, Store]) -> None:
    truth, store = loaded
    with closing(build()) as connection:
        add_rows(connection, exports(), store.receipts(), store.submissions)
        reconcile(connection, exports()["referrals"])
        found = connection.execute(
            "SELECT count(*), sum(CAST(sent AND received AS INTEGER)), "
            "sum(CAST(sent AND NOT received AS INTEGER)), "
            "sum(CAST(received AND NOT sent AS INTEGER)) FROM referrals"
        ).fetchone()
    assert found == (truth.referrals, truth.paired, truth.sent_only, truth.received_only)


def test_events_name_agreements_on_the_register_but_for_the_planted_share(
    loaded: tuple[Truth, Store],
) -> None:
    truth, store = loaded
    with closing(build()) as connection:
        add_rows(connection, exports(), store.receipts(), store.submissions)
        found = connection.execute(
            "SELECT count(*), sum(CAST(agreement_id NOT IN (SELECT agreement_id FROM agreements) "
            "AS INTEGER)) FROM sharing_events WHERE agreement_id IS NOT NULL"
        ).fetchone()
    assert found is not None
    named, unknown = found
    assert unknown / named == pytest.approx(truth.planted.unknown_agreements, abs=0.01)
