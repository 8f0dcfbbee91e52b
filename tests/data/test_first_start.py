"""The first start publishes sample data once, and never in place of anything."""

import json
from contextlib import nullcontext
from pathlib import Path

import pytest

from data.first_start import first_start
from data.generator import sample
from data.load import load
from data.outcome import Outcome, not_built
from data.reference_key import check_hashed
from data.rows import used
from data.store import Store
from tests.data.loading import lines


def publish_nothing(store: Store) -> None:
    folder = store.releases / "2024-05-01.1"
    folder.mkdir(parents=True)
    (folder / "manifest.json").write_text(json.dumps({"release_id": "2024-05-01.1"}))
    store.publish("2024-05-01.1")


def test_with_something_published_nothing_is_done(own_store: Path) -> None:
    store = Store(own_store)
    publish_nothing(store)
    outcome = first_start(store)
    assert (outcome.state, outcome.release_id) == ("nothing new", "2024-05-01.1")
    assert store.receipts() == []


def test_loading_the_sample_files_finds_just_what_was_planted(
    own_store: Path, tmp_path: Path
) -> None:
    truth = sample(tmp_path / "samples", 9_000)
    found = load(Store(own_store), [tmp_path / "samples"])
    assert {each.state for each in found} == {"loaded"}, [each.sentence for each in found]
    receipts = {told["file_name"]: told for told in Store(own_store).receipts()}
    assert set(receipts) == {file.name for file in truth.files}
    for file in truth.files:
        told = receipts[file.name]
        assert (told["provider"], told["export"], told["sample"]) == (
            file.provider,
            file.export,
            True,
        )
        counts = (told["rows_read"], told["accepted"], told["rejected"], told["repeats"])
        assert counts == (file.rows, file.accepted, file.rejected, file.repeats), file.name
        reasons = {
            (column, reason): rows
            for column, each in told["reasons"].items()
            for reason, rows in each.items()
        }
        assert reasons == dict(file.reasons), file.name


@pytest.mark.long
def test_a_first_start_from_nothing(own_store: Path) -> None:
    told: list[float] = []
    store = Store(own_store)
    outcome = first_start(store, rows=20_000, tell=lambda _step, done, _message: told.append(done))
    assert outcome.state == "published", outcome.sentences
    assert store.manifest(store.published() or "")["sample"] is True
    assert (told[0], told[-1]) == (0.0, 1.0)
    assert told == sorted(told)
    assert not list(store.work.iterdir())


def test_samples_from_before_references_were_hashed_are_published_again(
    own_store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = Store(own_store)

    def written(folder: Path, *_: object, **__: object) -> None:
        text = lines({"referral_id": "R-1"})
        (folder / "sample_referrals.csv").write_text(text, encoding="utf-8")

    def made(*_: object, **__: object) -> Outcome:
        check_hashed(used(store.receipts()))
        return not_built("as far as this test goes")

    monkeypatch.setattr("data.first_start.sample", written)
    monkeypatch.setattr("data.first_start.release", made)
    monkeypatch.setattr("data.first_start.examiner", nullcontext)
    publish_nothing(store)
    old = {"export": "referrals", "file_name": "sample_referrals.csv", "sample": True}
    old |= {"submission_id": "old", "sha256": "old", "loaded_at": "2020", "provider": "assist"}
    (store.submissions / "old").mkdir(parents=True)
    (store.submissions / "old" / "receipt.json").write_text(json.dumps(old))
    assert first_start(store).sentences == not_built("as far as this test goes").sentences
    (now,) = store.receipts()
    assert now["key_id"]
    assert first_start(store).state == "nothing new"
