"""The key of a deployment: where it comes from, and that no other is mixed in."""

from contextlib import closing
from hashlib import blake2s
from pathlib import Path
from threading import Thread

import pyarrow.parquet as pq
import pytest
from pydantic import ValidationError

from data.__main__ import main
from data.engine import build
from data.export import Export, exports
from data.load import load
from data.pseudonyms import key_id
from data.reference_key import (
    IN_STORE,
    KeyProblemError,
    check_hashed,
    check_key,
    in_store,
    reference_key,
)
from data.release import release
from data.settings import Settings
from data.store import Store
from data.templates import file_name
from tests.conftest import KEY
from tests.data.findings import all_well
from tests.data.loading import TODAY, kept, lines, load_text, receipt, stored
from tests.data.test_templates import example

OTHER = "another key, of some other deployment"
AGREEMENT = "agreement_id,type,owner_org,parties\nA-1,isa,ASSIST,ASSIST\n"


@pytest.fixture
def no_key(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SHARING_REFERENCE_KEY")


def test_references_are_kept_as_hashes_those_of_documents_too(own_store: Path) -> None:
    found = load_text(own_store, lines({"referral_id": " R-1 ", "case_ref": "C-1"}))
    (row,) = stored(own_store, found)
    assert (row["referral_id"], row["case_ref"]) == (kept("R-1"), kept("C-1"))
    assert row["incident_ref"] is None
    assert receipt(found)["key_id"] == key_id(KEY.encode())
    (agreed,) = stored(own_store, load_text(own_store, AGREEMENT, "agreements.csv"))
    assert agreed["agreement_id"] == kept("A-1")


@pytest.mark.parametrize("export", exports().values(), ids=lambda export: export.name)
def test_every_reference_is_hashed(own_store: Path, export: Export) -> None:
    told = {column.name: example(column) for column in export.kept}
    text = f"{','.join(told)}\n{','.join(told.values())}\n"
    (row,) = stored(own_store, load_text(own_store, text, file_name(export)))
    for column in export.kept:
        is_hash = row[column.name] == kept(told[column.name])
        assert is_hash == (column.kind == "reference")


@pytest.mark.parametrize("told", ["McAllister12031985", "19850312", "7700900123"])
def test_an_agreement_is_found_by_its_hash_whatever_its_reference_tells(
    own_store: Path, told: str
) -> None:
    event = "event_id,event_date,council,from_org,to_org,decision,agreement_id,routine\n"
    event += f"E-1,2024-01-02,Fife,Police Scotland,ASSIST,shared,{told.lower()},yes\n"
    (shared,) = stored(own_store, load_text(own_store, event, "events.csv"))
    document = AGREEMENT.replace("A-1", told)
    (agreed,) = stored(own_store, load_text(own_store, document, "agreements.csv"))
    assert shared["agreement_id"] == agreed["agreement_id"] == kept(told)
    for path in own_store.rglob("*"):
        content = str(pq.read_table(path).to_pylist()) if path.suffix == ".parquet" else ""
        plain = path.read_bytes().decode("utf-8", "replace") if path.is_file() else ""
        assert told.lower() not in (content + plain).lower()


SENDER = (
    "HUB_REFERRAL_NO,IVPD_INCIDENT_REF,REFERRAL_DT,COUNCIL_GSS,REFERRED_TO\n"
    "H-1,I-1,2024-03-02,S12000047,ASSIST\n"
)
RECEIVER = (
    "ASSIST Ref,Police Incident No,Date Referred,Local Authority,Referred By,Service\n"
    "A-1,I-1,02/03/2024,Fife,Police Scotland,ASSIST\n"
)


def test_rows_of_two_systems_still_join(own_store: Path) -> None:
    assert receipt(load_text(own_store, SENDER, "hub.csv"))["accepted"] == 1
    assert receipt(load_text(own_store, RECEIVER, "assist.csv"))["accepted"] == 1
    store = Store(own_store)
    published = release(store, examine=all_well).release_id
    assert published is not None
    assert store.manifest(published)["rows"]["referrals"] == 1


def test_another_key_is_refused_with_what_to_do(
    own_store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    load_text(own_store, lines({"referral_id": "R-1"}))
    monkeypatch.setenv("SHARING_REFERENCE_KEY", OTHER)
    found = load_text(own_store, lines({"referral_id": "R-2"}), "more.csv")
    assert found.state == "refused"
    assert "to the key that was used before" in found.sentence
    assert OTHER not in found.sentence
    assert len(Store(own_store).receipts()) == 1


@pytest.mark.usefixtures("no_key")
def test_a_store_without_a_key_makes_one_that_stays(own_store: Path) -> None:
    found: list[bytes] = []
    store = Store(own_store)

    def one() -> None:
        found.append(reference_key(store, Settings()))

    threads = [Thread(target=one) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 8
    assert len(set(found)) == 1
    assert len(found[0]) == 64
    assert [path.name for path in own_store.iterdir()] == [IN_STORE]
    assert (own_store / IN_STORE).stat().st_mode & 0o777 == 0o600
    assert in_store(store, Settings())


@pytest.mark.usefixtures("no_key")
def test_status_says_that_the_key_should_be_kept_apart(
    own_store: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    load_text(own_store, lines({"referral_id": "R-1"}))
    assert main(["status"]) == 0
    said = capsys.readouterr().out
    assert "For real data keep it apart" in said
    assert (own_store / IN_STORE).read_text().strip() not in said
    monkeypatch.setenv("SHARING_REFERENCE_KEY", (own_store / IN_STORE).read_text().strip())
    load_text(own_store, lines({"referral_id": "R-2"}), "more.csv")
    assert main(["status"]) == 0
    assert "keep it apart" in capsys.readouterr().out, "the file still lies there"
    (own_store / IN_STORE).unlink()
    assert main(["status"]) == 0
    assert "keep it apart" not in capsys.readouterr().out
    assert len(Store(own_store).receipts()) == 2, "the same key, from another place"


@pytest.mark.usefixtures("no_key")
def test_a_key_file_is_used(own_store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = own_store.parent / "key"
    file.write_text(f"{KEY}\n", encoding="utf-8")
    monkeypatch.setenv("SHARING_KEY_FILE", str(file))
    assert reference_key(Store(own_store), Settings()) == KEY.encode()
    assert not (own_store / IN_STORE).exists()
    file.write_text("short", encoding="utf-8")
    with pytest.raises(KeyProblemError, match="too short"):
        reference_key(Store(own_store), Settings())
    file.unlink()
    (found,) = load(Store(own_store), [_inbox(own_store)], today=TODAY)
    assert found.state == "refused"
    assert "SHARING_KEY_FILE names cannot be read" in found.sentence


def _inbox(store: Path) -> Path:
    path = store.parent / "a.csv"
    path.write_text(lines({"referral_id": "R-1"}), encoding="utf-8")
    return path


def test_two_places_for_a_key_are_one_too_many(
    own_store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SHARING_KEY_FILE", str(own_store))
    with pytest.raises(KeyProblemError, match="one of them only"):
        reference_key(Store(own_store), Settings())


def test_a_key_that_is_too_short_is_not_repeated(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SHARING_REFERENCE_KEY", "tooshort")
    with pytest.raises(ValidationError) as error:
        Settings()
    assert "tooshort" not in str(error.value)


def test_no_setting_that_is_published_tells_the_key() -> None:
    told = Settings().published()
    assert {"deployment", "small_number"} <= told.keys()
    assert not any("key" in name for name in told)
    assert KEY not in repr(Settings())


OLD = {"export": "referrals", "file_name": "old.csv"}
NOW = {**OLD, "key_id": key_id(KEY.encode()), "file_name": "new.csv"}


def test_what_was_loaded_before_references_were_hashed_is_in_no_release() -> None:
    with pytest.raises(KeyProblemError, match=r"load these again: old\.csv"):
        check_hashed([OLD, NOW])
    with pytest.raises(KeyProblemError, match=r"load these again: old\.csv"):
        check_hashed([{**OLD, "key_id": "abcdefgh"}, NOW])
    with pytest.raises(KeyProblemError, match="different keys"):
        check_hashed([NOW, {**NOW, "key_id": key_id(OTHER.encode())}])
    with pytest.raises(KeyProblemError, match=r"load these again: old\.csv"):
        check_hashed([NOW, {**OLD, "export": "agreements", "key_id": "blake2s-abcdefgh"}])
    check_hashed([NOW, {**OLD, "export": "assurance"}])
    check_key(KEY.encode(), [OLD, {**OLD, "key_id": "abcdefgh"}])


def test_a_release_says_which_files_must_be_loaded_again(own_store: Path) -> None:
    load_text(own_store, lines({"referral_id": "R-1"}))
    store = Store(own_store)
    (path,) = own_store.glob("submissions/*/receipt.json")
    path.chmod(0o644)
    path.write_text(path.read_text().replace('"key_id"', '"was_key_id"'))
    outcome = release(store, examine=all_well)
    assert outcome.state == "not built"
    assert "load these again: referrals.csv" in outcome.sentences[0]


def test_no_file_of_a_store_holds_the_key_or_a_reference(own_store: Path) -> None:
    sent = [
        {"referral_id": f"as-sent-{number}", "case_ref": "case-as-sent-1"} for number in range(9)
    ]
    load_text(own_store, lines(*sent))
    store = Store(own_store)
    published = release(store, examine=all_well).release_id
    assert published is not None
    taken = blake2s(KEY.encode()).digest()
    for path in own_store.rglob("*"):
        if path.is_file():
            content = path.read_bytes()
            for secret in (KEY.encode(), b"as-sent", taken):
                assert secret not in content, path.name
                assert secret.hex().encode() not in content, path.name
    with closing(build(store.releases / published / "rows.duckdb")) as connection:
        rows = connection.execute("SELECT referral_id, case_ref FROM referrals").fetchall()
    assert {each for each, _ in rows} == {kept(each["referral_id"]) for each in sent}
    assert {each for _, each in rows} == {kept("case-as-sent-1")}


@pytest.mark.usefixtures("no_key")
def test_a_key_file_below_the_store_lies_in_it_and_a_short_own_key_is_named(
    own_store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = Store(own_store)
    reference_key(store, Settings())
    (own_store / IN_STORE).write_text("")
    with pytest.raises(KeyProblemError, match=r"reference\.key in the store is too short"):
        reference_key(store, Settings())
    (own_store / IN_STORE).rename(own_store / "other")
    monkeypatch.setenv("SHARING_KEY_FILE", str(own_store / "other"))
    assert in_store(store, Settings())
    monkeypatch.setenv("SHARING_KEY_FILE", str(own_store.parent / "apart"))
    assert not in_store(store, Settings())


def test_samples_do_not_bind_the_key_of_real_exports(
    own_store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    load_text(own_store, lines({"referral_id": "R-1"}), "sample_a.csv")
    assert Store(own_store).receipts()[0]["sample"]
    monkeypatch.setenv("SHARING_REFERENCE_KEY", OTHER)
    assert load_text(own_store, lines({"referral_id": "R-2"}), "b.csv").state == "loaded"


def test_status_names_what_holds_readable_references(
    own_store: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    load_text(own_store, lines({"referral_id": "R-1"}))
    (path,) = own_store.glob("submissions/*/receipt.json")
    path.chmod(0o644)
    path.write_text(path.read_text().replace('"key_id"', '"was_key_id"'))
    main(["status"])
    said = capsys.readouterr().out
    assert "referrals.csv: holds references that can be read: load this file again" in said
    assert path.parent.name in said


def test_what_was_hashed_in_an_earlier_way_is_named_and_can_be_loaded_again(
    own_store: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as earlier:
        earlier.setattr("data.load.key_id", lambda _: "abcdefgh")
        load_text(own_store, lines({"referral_id": "R-1"}))
    main(["status"])
    said = capsys.readouterr().out
    assert "referrals.csv: holds references that are hashed in an earlier way: load this" in said
    assert load_text(own_store, lines({"referral_id": "R-2"}), "more.csv").state == "loaded"
    assert release(Store(own_store), examine=all_well).state == "not built"
