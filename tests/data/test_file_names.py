"""What a file is called: its known words and a hash, so that nobody's name is kept."""

from pathlib import Path

import pytest

from data.__main__ import main
from data.export import exports
from data.feedback import UnknownSubmissionError, find
from data.file_names import called, of_name
from data.load import load
from data.release import release
from data.store import Store
from data.templates import file_name
from tests.data.findings import all_well
from tests.data.loading import TODAY, lines, load_text, receipt

SAMPLES = Path(__file__).parents[2] / "data" / "samples"
SHA = "1a2b3c4d5e6f7a8b"


@pytest.mark.parametrize(
    "name",
    [
        *("referrals_2024-03-31.csv", "march corrected.csv", "assist march 2024.csv", "a.csv"),
        *(
            "IncidentReport_Q3v2.xlsx",
            "iVPD_reports.csv",
            "Referrals (1).CSV",
            "ASSIST-sharing events.ods",
            "1.csv",
        ),
        *("Argyll and Bute 20240131.csv", "report1706783021443.csv", "Victim Support Q1 24-25.csv"),
        *("export_20240131093000.csv", "referrals 310124.csv", "Na h-Eileanan Siar.csv"),
        *(path.name for path in SAMPLES.glob("*.csv")),
        *(file_name(export) for export in exports().values()),
    ],
)
def test_a_name_of_known_words_stays(name: str) -> None:
    assert called(name, SHA) == called(name, "") == name


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("Referrals Morag McAllister.csv", "Referrals \u2026 1a2b3c4d5e6f.csv"),
        ("referrals_MoragMcAllister_2024.csv", "referrals_\u2026_2024 1a2b3c4d5e6f.csv"),
        ("O'Neil referrals.csv", "O'\u2026 referrals 1a2b3c4d5e6f.csv"),
        ("referrals_12031985.csv", "referrals_\u2026 1a2b3c4d5e6f.csv"),
        ("Mia referrals.csv", "\u2026 referrals 1a2b3c4d5e6f.csv"),
        ("referrals 120345.csv", "referrals \u2026 1a2b3c4d5e6f.csv"),
        ("referrals 120385.csv", "referrals \u2026 1a2b3c4d5e6f.csv"),
        ("referrals 7700900123.csv", "referrals \u2026 1a2b3c4d5e6f.csv"),
        ("referrals.csv.morag", "referrals.csv.\u2026 1a2b3c4d5e6f"),
        ("Morag.csv", "file 1a2b3c4d5e6f.csv"),
        ("Morag 2024.csv", "file 1a2b3c4d5e6f.csv"),
        ("referrals DOB 12-03-1985.csv", "file 1a2b3c4d5e6f.csv"),
    ],
)
def test_any_other_word_gives_way_to_an_ellipsis_and_a_hash(name: str, shown: str) -> None:
    assert called(name, SHA) == shown
    assert called(name, "") == (
        f"file (name not shown){name[-4:]}"
        if shown.startswith("file ")
        else shown.replace(" 1a2b3c4d5e6f", "")
    )


NAMED = ("Referrals Morag McAllister.csv", "Referrals Jean Brodie.csv")


def test_a_name_is_kept_nowhere_and_still_finds_its_file(
    own_store: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / NAMED[0]
    path.write_text(lines({"referral_id": "R-1"}, {"referral_id": "R-2", "council": "?"}))
    main(["load", str(path)])
    store = Store(own_store)
    assert release(store, examine=all_well).state == "published"
    main(["status"])
    said = capsys.readouterr()
    (told,) = store.receipts()
    assert told["file_name"] == f"Referrals \u2026 {told['sha256'][:12]}.csv"
    assert told["file_name"] in said.out
    kept = [each.read_bytes() for each in own_store.rglob("*") if each.is_file()]
    names = [str(each).encode() for each in own_store.rglob("*")]
    for text in (said.out.encode(), said.err.encode(), *kept, *names):
        assert b"morag" not in text.lower()
        assert b"mcallister" not in text.lower()
    assert find(store, NAMED[0]) == find(store, told["file_name"]) == told


def test_a_name_that_several_files_may_have_had_is_asked_about(own_store: Path) -> None:
    first, second = (
        receipt(load_text(own_store, lines({"referral_id": f"R-{place}"}), name))
        for place, name in enumerate(NAMED)
    )
    assert first["file_name"] != second["file_name"]
    store = Store(own_store)
    with pytest.raises(UnknownSubmissionError) as problem:
        find(store, NAMED[0])
    assert str(problem.value) == (
        "More than one file may have had that name, of which only words that name nobody are kept: "
        f"give one of these instead of the name: {first['file_name']}, {second['file_name']}."
    )
    assert find(store, first["file_name"]) == first


def test_the_same_name_still_means_the_latest_file(own_store: Path) -> None:
    for number in (1, 2):
        told = receipt(load_text(own_store, lines({"referral_id": f"R-{number}"}), "march.csv"))
    assert find(Store(own_store), "march.csv") == told


def test_a_name_that_was_kept_as_it_is_is_found_as_it_is() -> None:
    old = [{"file_name": NAMED[0], "sha256": SHA}, {"file_name": "a.csv", "sha256": SHA}]
    assert of_name(old, NAMED[0]) == old[:1]
    assert of_name(old, NAMED[1]) == []


def test_a_refusal_does_not_tell_the_name(own_store: Path, tmp_path: Path) -> None:
    path = tmp_path / NAMED[0]
    path.write_text("nothing,known\n1,2\n")
    (found,) = load(
        Store(own_store),
        [
            path,
        ],
        today=TODAY,
    )
    assert found.state == "refused"
    assert found.sentence.startswith("Referrals \u2026 ")
    (gone,) = load(Store(own_store), [tmp_path / NAMED[1]], today=TODAY)
    assert gone.sentence.startswith("Referrals \u2026.csv is not there")
