"""The first start publishes sample data once, and never in place of anything."""

import json
from pathlib import Path

import pytest

from data.first_start import first_start
from data.generator import sample
from data.load import load
from data.store import Store


def test_with_something_published_nothing_is_done(own_store: Path) -> None:
    store = Store(own_store)
    folder = store.releases / "2024-05-01.1"
    folder.mkdir(parents=True)
    (folder / "manifest.json").write_text(json.dumps({"release_id": "2024-05-01.1"}))
    store.publish("2024-05-01.1")
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
