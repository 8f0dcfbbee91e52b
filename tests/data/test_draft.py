"""A draft from a file whose headings nobody has declared is nearly a profile, and leaks nothing."""

import csv
import io
import re
import tomllib
from collections import Counter
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from python_calamine import CalamineWorkbook

from data import commands
from data.__main__ import main
from data.draft import draft
from data.draft.codes import may_be_shown
from data.export import exports
from data.profile import ProfileExport, own_folder, plain, profiles, read_profile, unsound
from data.profile_file import faults, guesses
from data.readers.cell_text import text as cell_text
from data.refusal import RefusalError
from tests.data.loading import lines, load_text, receipt
from tests.data.test_personal import chi

SAMPLES = Path(__file__).parents[2] / "data" / "samples"
EVERY = [
    pytest.param(provider, how, id=f"{provider}-{how.export}")
    for provider, profile in profiles().items()
    for how in profile.exports.values()
    if provider != "standard"
]
OTHERWISE = {
    "ref": "reference",
    "reference": "ref",
    "no": "number",
    "number": "no",
    "id": "ref",
    "date": "dt",
    "dt": "date",
    "risk": "risk level",
    "council": "local authority",
    "from": "sent from",
    "outcome": "outcome of case",
    "la": "council",
    "on": "date",
    "views": "views of",
    "received": "recd",
    "basis": "basis relied on",
    "case": "client case",
}
ROWS = 150


def rows_of(provider: str, how: ProfileExport) -> list[list[str]]:
    """The first rows of a sample, its headings first."""
    path = SAMPLES / f"sample_{provider}_{how.export}.{how.format}"
    if how.format == "parquet":
        table = pq.read_table(path).slice(0, ROWS)
        return [table.column_names, *(list(map(str, row.values())) for row in table.to_pylist())]
    if how.format in ("xlsx", "ods"):
        sheet = CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python()
        return [[cell_text(cell) for cell in row] for row in sheet[: ROWS + 1]]
    encoding = profiles()[provider].encoding
    with path.open(encoding=encoding, newline="") as file:
        rows = list(csv.reader(file, delimiter=how.delimiter))[: ROWS + 1]
    return [row for row in rows if len(row) == len(rows[0])]


def renamed(heading: str) -> str:
    """The heading as another system might have it."""
    return "_".join(OTHERWISE.get(word, word) for word in plain(heading).split()).replace(" ", "_")


def written(rows: list[list[str]]) -> str:
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows(rows)
    return text.getvalue()


@pytest.fixture
def unknown(tmp_path: Path, provider: str, how: ProfileExport) -> tuple[Path, dict[str, str]]:
    """A sample under other headings, and which heading means which column."""
    headings, *rows = rows_of(provider, how)
    path = tmp_path / "unknown.csv"
    path.write_text(written([list(map(renamed, headings)), *rows]), encoding="utf-8")
    return path, {renamed(each): column for each, column in how.headings.items()}


def finished(text: str, how: ProfileExport, meant: dict[str, str]) -> str:
    """The draft as a person would finish it."""
    for heading, column in meant.items():
        text = text.replace(f'# "FILL IN" = "{column}"', f'"{heading}" = "{column}"')
    text = text.replace('provider = "FILL IN"', 'provider = "newcomer"')
    text = text.replace('title = "FILL IN"', 'title = "Newcomer"')
    for column, value in how.fixed.items():
        text = text.replace(f'{column} = "FILL IN"', f'{column} = "{value}"')
    return text


@pytest.mark.parametrize(("provider", "how"), EVERY)
def test_a_file_under_other_headings_is_drafted_nearly_right_and_loads(
    own_store: Path, unknown: tuple[Path, dict[str, str]], how: ProfileExport
) -> None:
    path, meant = unknown
    text = draft(path)
    told = tomllib.loads(text)
    assert list(told["exports"]) == [how.export]
    found = told["exports"][how.export]["headings"]
    wrong = {each: column for each, column in found.items() if meant[each] != column}
    right = len(found) - len(wrong)
    assert right >= 0.75 * len(meant), (wrong, set(meant) - set(found))
    assert len(wrong) <= 0.1 * len(meant), wrong
    own_folder().mkdir(parents=True)
    (own_folder() / "newcomer.toml").write_text(finished(text, how, meant), encoding="utf-8")
    assert unsound() == []
    loaded = receipt(load_text(own_store, path.read_text(encoding="utf-8"), profile="newcomer"))
    assert (loaded["provider"], loaded["export"]) == ("newcomer", how.export)
    assert loaded["accepted"] > 0.5 * loaded["rows_read"]


def test_the_confidence_stands_beside_each_line_and_a_person_is_told_what_to_do(
    tmp_path: Path,
) -> None:
    path = tmp_path / "a.csv"
    path.write_text(lines(*({"referral_id": f"R-{n}"} for n in range(5))), encoding="utf-8")
    text = draft(path)
    headings = text[text.index(".headings]") :].splitlines()[1:]
    assert all("# sure" in line or "# likely" in line for line in headings[:5])
    assert "It is used as soon as it is sound and lies in" in text
    assert "FILL IN" in text


NAMES = ("Jane Smith", "Bob Brown", "Ann Lee")


def test_nobodys_name_or_number_reaches_a_draft(tmp_path: Path) -> None:
    """Names as headings, in a column that looks like codes, in one that means nothing."""
    numbers = [chi("150684", number) for number in (12, 100, 230)]
    rows = [
        ["R-1", "2024-03-15", "Fife", "ASSIST", "SACRO", name, name, number, "high"]
        for name, number in zip(NAMES, numbers, strict=True)
    ] * 20
    head = [
        "Referral no",
        "Referral date",
        "Jane Smith",
        "From org",
        "To org",
        "Outcome",
        "Bob Brown",
        "Born 15/06/1984",
        "Risk sender",
    ]
    path = tmp_path / "a.csv"
    path.write_text(written([head, *rows]), encoding="utf-8")
    text = draft(path).lower()
    for told in (*NAMES, *numbers, "jane", "brown", "1984"):
        assert told.lower() not in text
    assert "column 3 of the file looks like it; its heading is not shown" in text
    assert "heading not shown" in text
    assert tomllib.loads(text)["exports"]["referrals"]["headings"]["risk sender"] == "risk_sender"


def test_a_code_that_nobody_knows_is_left_to_a_person(tmp_path: Path) -> None:
    rows = [
        {"referral_id": f"R-{n}", "outcome": ("engaged", "partial 2", "Unable to reach")[n % 3]}
        for n in range(30)
    ]
    path = tmp_path / "a.csv"
    path.write_text(lines(*rows), encoding="utf-8")
    text = draft(path)
    assert '# "partial 2" = "FILL IN"  # in 10 rows; one of engaged, declined' in text
    assert '"Unable to reach" = "no_contact"' in text
    assert "likely: as in ASSIST" in text


@pytest.mark.parametrize(
    ("text", "rows", "shown"),
    [
        ("3 HIGH", 3, True),
        ("3 HIGH", 2, False),
        ("Jane", 50, False),
        ("Ann", 50, False),
        ("not 12345", 50, False),
        ("07 70 09 00 123", 50, False),
        ("high, see notes", 50, False),
        ("high " * 9, 50, False),
    ],
)
def test_what_may_be_shown_of_a_file(text: str, rows: int, shown: bool) -> None:
    assert may_be_shown(text, rows) is shown


@pytest.mark.parametrize(
    ("dates", "styles"),
    [
        (("15/03/2024", "03/04/2024"), '["%d/%m/%Y"]'),
        (("03/15/2024", "03/04/2024"), '["%m/%d/%Y"]'),
        (("15.03.24", "16.03.24"), '["%d.%m.%y"]'),
        (("15-Mar-2024", "16-Mar-2024"), '["%d-%b-%Y"]'),
        (("45366", "45367"), '["excel"]'),
        (("2024-03-15", "2024-03-16"), '["%Y-%m-%d"]'),
    ],
)
def test_the_date_style_is_found(tmp_path: Path, dates: tuple[str, str], styles: str) -> None:
    rows = [{"referral_id": f"R-{n}", "referral_date": dates[n % 2]} for n in range(10)]
    path = tmp_path / "a.csv"
    path.write_text(lines(*rows), encoding="utf-8")
    assert f"date_styles = {styles}" in draft(path)


def test_dates_that_could_be_either_are_left_to_a_person(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text(lines({"referral_date": "03/04/2024"}), encoding="utf-8")
    drafted = draft(path)
    assert re.search(r'date_styles = \["FILL IN"\] +# %d/%m/%Y or %m/%d/%Y\?', drafted)
    # all that a person fills in, but that
    out = tmp_path / "a.toml"
    out.write_text(drafted.replace('= "FILL IN"', '= "harbour"'), encoding="utf-8")
    (left,) = faults(out)
    assert left.text == "date_styles still says FILL IN"
    assert drafted.splitlines()[left.line - 1].startswith("date_styles")
    out.write_text(out.read_text("utf-8").replace('["FILL IN"]', '["%d/%m/%Y"]'), encoding="utf-8")
    assert faults(out) == []


def test_what_is_still_marked_as_a_guess_is_to_be_checked_and_is_no_fault(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path, out = tmp_path / "a.csv", tmp_path / "a.toml"
    path.write_text(lines({"referral_id": "R-1"}), encoding="utf-8")
    out.write_text(draft(path).replace('= "FILL IN"', '= "harbour"'), encoding="utf-8")
    (side,) = [each for each in guesses(out) if each.text.startswith("side ")]
    assert "side" in out.read_text("utf-8").splitlines()[side.line - 1]
    assert main(["profile", str(out)]) == commands.DONE
    said = capsys.readouterr().out
    assert "The profile is sound" in said
    assert f"{out}:{side.line}: side is still marked as a guess" in said
    unmarked = out.read_text("utf-8").replace("# guess: check who", "# asked: who")
    out.write_text(unmarked, encoding="utf-8")
    assert guesses(out) == []
    assert main(["profile", str(out)]) == commands.DONE
    assert "Check these lines" not in capsys.readouterr().out


def test_dates_in_columns_that_no_heading_explains_tell_the_style(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    rows = [f"R-{n},Fife,Police Scotland,ASSIST,{day}/03/2024" for n, day in enumerate((13, 14))]
    head = "referral_id,council,from_org,to_org,Zq"
    path.write_text("\n".join([head, *rows]), encoding="utf-8")
    (line,) = [each for each in draft(path).splitlines() if each.startswith("date_styles")]
    assert line.startswith('date_styles = ["%d/%m/%Y"]')
    assert "guess: check, taken from columns of dates that no heading below explains" in line
    path.write_text("\n".join([head, *(f"{each[:-10]}x" for each in rows)]), encoding="utf-8")
    (line,) = [each for each in draft(path).splitlines() if each.startswith("date_styles")]
    assert "guess: check, the file has no dates" in line


def test_another_column_of_the_same_days_leaves_a_doubt(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    days = [f"{n} Feb 2024" for n in range(1, 29)]
    rows = [f"D{n};{day};Angus;ASSIST;Police Scotland;{day}" for n, day in enumerate(days)]
    head = "Decision ref;When;Where;Who asked;Who holds;Given on"
    path.write_text("\n".join([head, *rows]), encoding="utf-8")
    (line,) = [each for each in draft(path).splitlines() if "column 6 of the file" in each]
    assert line.endswith("; but column 2 holds dates as well: find out which is meant")
    alone = "\n".join(";".join(each.split(";")[:1] + each.split(";")[2:]) for each in [head, *rows])
    path.write_text(alone, encoding="utf-8")
    assert "dates as well" not in draft(path)


def test_the_command_writes_a_file_once_and_refuses_in_a_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path, out = tmp_path / "a.csv", tmp_path / "new" / "draft.toml"
    path.write_text(lines({"referral_id": "R-1"}), encoding="utf-8")
    assert main(["profile", str(path), "--out", str(out)]) == commands.DONE
    assert "A draft was written" in capsys.readouterr().out
    assert read_profile(out).exports["referrals"].headings["council"] == "council"
    assert main(["profile", str(path), "--out", str(out)]) == commands.NOTHING_DONE
    assert "is there already and was left as it is" in capsys.readouterr().out
    path.write_text("Jane Smith,Bob\nx,y\n", encoding="utf-8")
    assert main(["profile", str(path)]) == commands.NOTHING_DONE
    said = capsys.readouterr().out
    assert "no column that looks like one of the standard" in said
    assert "Jane" not in said
    with pytest.raises(RefusalError):
        draft(path)


def test_an_unfinished_draft_in_the_store_is_not_used_and_said_so(
    own_store: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    own_folder().mkdir(parents=True)
    path = tmp_path / "a.csv"
    path.write_text(lines({"referral_id": "R-1"}), encoding="utf-8")
    (own_folder() / "draft.toml").write_text(draft(path), encoding="utf-8")
    (own_folder() / "broken.toml").write_text("what is this", encoding="utf-8")
    assert "FILL IN" not in profiles()
    assert Counter(each.split()[2] for each in unsound()) == {"draft.toml": 1, "broken.toml": 1}
    main(["load", str(path)])
    assert "The profile draft.toml in the store's folder profiles is not used" in (
        capsys.readouterr().out
    )
    assert own_store.exists()


def test_a_deployment_cannot_change_the_standards_own_headings() -> None:
    own_folder().mkdir(parents=True)
    ours = Path(commands.__file__).parent / "profiles" / "standard.toml"
    (own_folder() / "standard.toml").write_bytes(ours.read_bytes())
    (said,) = unsound()
    assert "not for a deployment to change" in said


def test_a_deployments_profile_replaces_ours_of_the_same_name(own_store: Path) -> None:
    text = (Path(commands.__file__).parent / "profiles" / "sacro.toml").read_text("utf-8")
    before = receipt(load_text(own_store, SACRO))
    own_folder().mkdir(parents=True)
    changed = text.replace('"SACRO No."', '"SACRO Case"')
    (own_folder() / "sacro.toml").write_text(changed, encoding="utf-8")
    after = load_text(own_store, SACRO.replace("SACRO No.", "SACRO Case"))
    assert receipt(after)["provider"] == before["provider"] == "sacro"
    assert receipt(after)["definitions"] != before["definitions"]
    assert set(exports()) == set(profiles()["standard"].exports)


SACRO = "SACRO No.,Referral,LA,From\nS-1,45366,Fife,Police Scotland\n"


def test_a_heading_that_comes_twice_leaves_the_draft_toml(tmp_path: Path) -> None:
    path = tmp_path / "twice.csv"
    rows = "".join(f"R-{n},2024-03-{n:02},Fife,2024-04-{n:02},ASSIST\n" for n in range(1, 20))
    path.write_text("Referral ID,Referral Date,Council,Referral date,To\n" + rows, "utf-8")
    text = draft(path)
    headings = next(iter(tomllib.loads(text)["exports"].values()))["headings"]
    assert len({plain(each) for each in headings}) == len(headings)
    assert "the same heading as another" in text


def test_a_draft_has_the_limits_of_a_load(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.csv"
    path.write_text(lines({"referral_id": "R-1"}), encoding="utf-8")
    (tmp_path / "link.csv").symlink_to(path)
    with pytest.raises(RefusalError, match="is a link"):
        draft(tmp_path / "link.csv")
    monkeypatch.setenv("SHARING_SECONDS_TO_READ", "0.000001")
    with pytest.raises(RefusalError, match="took longer"):
        draft(path)


def test_what_a_required_column_could_be_is_not_given_to_one_that_may_be_left_out(
    tmp_path: Path,
) -> None:
    """And a file whose senders vary, with no word of who got it, is a receiver's."""
    path = tmp_path / "harbour.csv"
    head = "Our no,Referral date,Where,Came from,Us,Mobile"
    councils, senders = ("Fife", "Perth & Kinross", "Moray"), ("Police Scotland", "Sacro")
    rows = [
        f"HH-{n:05},{n % 28 + 1:02}/08/2026,{councils[n % 3]},{senders[n % 2]},Harbour,"
        f"07700 9{n:05}"
        for n in range(60)
    ]
    path.write_text("\n".join([head, *rows]) + "\n", encoding="utf-8")
    text = draft(path)
    told = tomllib.loads(text)["exports"]["referrals"]
    assert ' = "council" ' in text
    assert ' = "transfer_from_council" ' not in text
    assert told["side"] == "receiver"
    (mobile,) = (line for line in text.splitlines() if line.startswith("#   Mobile"))
    assert "holds personal data: have the provider leave it out" in mobile
