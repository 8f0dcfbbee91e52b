"""What must never be kept is nowhere after a load: not in a file, a table, a message or a log."""

import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from data.engine import build
from data.feedback import feedback
from data.store import Store
from tests.data.loading import REFERRAL, lines
from tests.data.test_personal import MOBILE, chi, ni_number

NAME, NUMBER, DAY = "Plantagenista", chi("150684", 12), "31/02/2023"
EMAIL, POSTCODE = "jo.plantagenista@example.org", "EH1 2NG"
UNPADDED = chi("010180", 100)[1:]
"""As a spreadsheet leaves a CHI number that starts with a zero."""
IDENTIFIERS = (
    UNPADDED,
    f"ID-0{UNPADDED}",
    f"0{UNPADDED}-1",
    f"X0{UNPADDED}",
    ni_number(),
    MOBILE,
    "Smith-01-01-1980",
    "dob-010119",
    EMAIL,
    POSTCODE,
    POSTCODE.replace(" ", ""),
)
HEADINGS = ("Jane Smith", "G12 8QQ", "born 1/2/80")
PLANTED = (NAME, NUMBER, DAY, *IDENTIFIERS)
NEVER = (*PLANTED, *HEADINGS)
ROWS = [
    {"referral_id": "R-1", "Full name": NAME, "CHI": NUMBER, "Born": DAY},
    *({"referral_id": f"R-2{number}", "case_ref": value} for number, value in enumerate(PLANTED)),
    *({"referral_id": value} for value in PLANTED),
    *(
        {"referral_id": f"R-3{number}", "referral_date": value}
        for number, value in enumerate(PLANTED)
    ),
    *(
        {"referral_id": f"R-4{number}", "risk_sender": value}
        for number, value in enumerate(PLANTED)
    ),
    *({"referral_id": f"R-5{number}", "council": value} for number, value in enumerate(PLANTED)),
    *({"referral_id": f"R-6{number}", "to_org": value} for number, value in enumerate(PLANTED)),
    *({"referral_id": f"R-8{number}", "Hub note": value} for number, value in enumerate(PLANTED)),
    *({"referral_id": f"R-9{number}", "x": f"at {v}."} for number, v in enumerate(PLANTED)),
]
SENT = "sent-as-it-is-17"
"""A reference like any other, which is good and so kept: but only as a hash."""
RAGGED = f"R-7,{','.join(PLANTED)},{','.join(PLANTED)},{','.join(PLANTED)},{','.join(PLANTED)}\n"
AGREEMENT = (
    "agreement_id,type,title,owner_org,parties,councils\n"
    f"A-1,isa,{NAME} {NUMBER} {DAY},ASSIST,ASSIST,Fife\n"
    f"A-2,isa,{NAME},ASSIST,ASSIST;{NAME},{NUMBER}\n"
)
ASSURANCE = "org,period_end,member_track,staff_in_scope\n" + "".join(
    f"ASSIST,2024-03-{day:02},none,{value}\n" for day, value in enumerate(PLANTED, start=1)
)
FILES = {
    "assurance.csv": ASSURANCE,
    "referrals.csv": lines({"referral_id": SENT}, *ROWS) + RAGGED,
    "agreements.csv": AGREEMENT,
    "unclosed.csv": lines({"referral_id": "R-8", "case_ref": f'"{NAME}'}) + f"{NUMBER},{DAY}\n",
    "unknown.csv": f"{NAME},{NUMBER}\n{DAY},{NAME}\n",
    "headed.csv": lines({"referral_id": "R-9", f"{NUMBER}": NAME}),
    "named.csv": lines({"referral_id": "R-10", **dict.fromkeys(HEADINGS, NAME)}),
    f"Jane Smith {NUMBER}.csv": lines({"referral_id": "R-11"}),
    f"Jane Smith {NUMBER} too.csv": f"{NAME},{NUMBER}\n",
    f"Jane Smith {NUMBER}.doc": NAME,
    "not_utf8.csv": lines({"case_ref": f"{NAME} Zo\u00eb"}),
    "broken.parquet": f"PAR1{NAME}{NUMBER}PAR1",
    "broken.xlsx": f"{NAME}{NUMBER}",
}


@pytest.fixture(scope="module")
def inbox(tmp_path_factory: pytest.TempPathFactory) -> Path:
    inbox = tmp_path_factory.mktemp("leaks") / "inbox"
    inbox.mkdir()
    for name, text in FILES.items():
        encoding = "cp1252" if name == "not_utf8.csv" else "utf-8"
        (inbox / name).write_text(text, encoding=encoding)
    return inbox


@pytest.fixture(scope="module", params=["1", "0.01"], ids=["taken", "refused"])
def loaded(inbox: Path, request: pytest.FixtureRequest) -> tuple[Path, str]:
    """A store after a real command loaded every planted file, and all that the command said.

    Once with files taken however many rows are hit, and once as a deployment comes.
    """
    root = inbox.parent / request.param
    root.mkdir()
    said = _run(root, {"SHARING_PERSONAL_SHARE": request.param}, "load", str(inbox))
    assert said.returncode == 1, said.stderr
    return root, said.stdout + said.stderr


def _run(
    root: Path, settings: Mapping[str, str], *words: str
) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "-X", "dev", "-m", "data", *words, "--progress", "json"],
        env={"SHARING_STORE": str(root / "store"), "TMPDIR": str(root), **settings},
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_planted_rows_were_read_and_rejected(loaded: tuple[Path, str]) -> None:
    root, said = loaded
    if root.name == "0.01":
        assert "referrals.csv was refused, and nothing of it is kept" in said
        assert "assurance.csv was refused" in said
        return
    assert f"{len(ROWS) + 2} rows read" in said
    assert f"personal_data {len(IDENTIFIERS) - 1}" in said
    for reason in (
        "personal_data",
        "not_a_number",
        "not_a_reference",
        "not_a_date",
        "not_allowed",
        "ragged",
        "unknown_council",
        "unknown_organisation",
    ):
        assert reason in said


def test_undeclared_columns_are_looked_at_and_told_by_kind(loaded: tuple[Path, str]) -> None:
    _, said = loaded
    assert "Hub note: " in said
    for kind in ("CHI number", "email address", "postcode", "phone number", "date of birth"):
        assert kind in said


@pytest.mark.parametrize("planted", NEVER)
def test_nothing_was_said_of_it(loaded: tuple[Path, str], planted: str) -> None:
    assert planted.lower() not in loaded[1].lower()


@pytest.mark.parametrize("planted", NEVER)
def test_no_file_holds_it(loaded: tuple[Path, str], planted: str) -> None:
    root, _ = loaded
    files = [path for path in root.rglob("*") if path.is_file()]
    assert any(path.name == "accepted.parquet" for path in files)
    for path in files:
        content = path.read_bytes().lower()
        for encoding in ("utf-8", "utf-16-le", "utf-16-be"):
            assert planted.lower().encode(encoding) not in content, path.name


@pytest.mark.parametrize("planted", NEVER)
def test_no_table_holds_it(loaded: tuple[Path, str], planted: str) -> None:
    # Parquet may compress or encode a value, so a look at the bytes is not enough.
    tables = list(loaded[0].rglob("*.parquet"))
    assert len(tables) >= 4
    for path in tables:
        assert planted.lower() not in str(pq.read_table(path).to_pylist()).lower()
        assert planted.lower() not in str(pq.read_metadata(path).to_dict()).lower()


def test_neither_a_reference_nor_the_key_is_anywhere_but_in_the_keys_own_file(
    loaded: tuple[Path, str],
) -> None:
    root, said = loaded
    (key,) = root.rglob("reference.key")
    assert key.stat().st_mode & 0o777 == 0o600
    secrets = (SENT, key.read_text(encoding="ascii").strip())
    for path in root.rglob("*"):
        if path.is_file() and path != key:
            table = pq.read_table(path).to_pylist() if path.suffix == ".parquet" else ""
            assert not any(each.encode() in path.read_bytes() for each in secrets), path.name
            assert not any(each in str(table) for each in secrets), path.name
    assert not any(each in said for each in secrets)


def test_no_feedback_to_a_provider_holds_it(loaded: tuple[Path, str]) -> None:
    store = Store(loaded[0] / "store")
    told = [feedback(store, receipt).to_csv().lower() for receipt in store.receipts()]
    rejected = sum(receipt["rejected"] for receipt in store.receipts())
    assert sum(text.count("rejected: it is in no number") for text in told) >= rejected
    for planted in NEVER:
        assert not [text for text in told if planted.lower() in text]


def test_the_test_would_see_a_kept_value(tmp_path: Path) -> None:
    connection = build()
    connection.execute(f"COPY (SELECT '{NAME}' AS x) TO '{tmp_path}/x.parquet' (FORMAT parquet)")
    connection.close()
    assert NAME in str(pq.read_table(tmp_path / "x.parquet").to_pylist())
    assert set(REFERRAL) <= set(FILES["referrals.csv"].splitlines()[0].split(","))
