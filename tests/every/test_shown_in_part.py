"""A number that leaves something out says so wherever it stands; months without any are named."""

import re
import shutil
from pathlib import Path

import pytest

from data.engine import Connection, build, insert
from data.reference import SCOTLAND, councils
from data.store import Store
from metrics import results
from pages import FOLDER
from pages.ui import words
from tests.every.test_withheld import CASES, blocks, downloads, drawn, opened
from tests.every.withheld_release import PLANTED, TITLE, WHOLE, describe
from tests.metrics.published import cell
from tests.pages import published

__all__ = ["downloads"]  # a fixture, by its name
SMALL, YEAR = "S12000005", "2023-04-01"
"""A council of 1 in 86 of all incidents: it withholds its own month, and nothing of Scotland."""
LAST = ("2024-02-01", "2024-03-01")
LACKING, WRONG = "incidents.council_months", "referrals.planted.holds"
PART = "with doubtful rows of"
NUMBERS = re.compile(r"(?<![\d,.])(7,?777|8,?888|7,?775|7,?780|8,?890)(?![\d,])")


def _change(root: Path, check: str, gate: list[tuple[str, ...]], *statements: str) -> Path:
    """The store of tests/pages/published.py with a gate, and its measures changed."""
    published.store(root)
    for name in ("protected", "exact"):
        connection = build(root / "releases" / published.RELEASE / f"{name}.duckdb")
        _fail(connection, check, gate)
        for statement in statements:
            connection.execute(statement)
        connection.close()
    describe(root, {})
    return root


def _fail(connection: Connection, check: str, gate: list[tuple[str, ...]]) -> None:
    insert(connection, "gate", [(*each, check) for each in gate])
    export = check.partition(".")[0]
    told = ("sides", check, TITLE, export, "critical", "failed in places")
    cuts = (("all", "all"), ("provider", "assist"))
    insert(connection, "check_outcome", [(*told, *cut, 40, 1000) for cut in cuts])
    rows = [cell("C17", YEAR, SCOTLAND, 16_000, 51_200, period="year")]
    rows += [
        cell("C17", "2022-04-01", code, 500, 1600, period="year")
        for code in [SCOTLAND, *councils()["council_code"]]
    ]
    insert(connection, "measure", rows)


@pytest.fixture(scope="module")
def in_part(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One small council's last month failed; numbers are planted where it is among others."""
    return _change(
        tmp_path_factory.mktemp("part") / "store",
        WRONG,
        [("referrals", LAST[1], SMALL)],
        f"""
        UPDATE measure SET numerator = {PLANTED},
               denominator = CASE WHEN denominator IS NOT NULL THEN {WHOLE} END
        WHERE measure_id IN ('referrals', 'C12', 'C17') AND (
            (period_type = 'month' AND period_start = '{LAST[1]}' AND area_code = '{SCOTLAND}')
            OR (period_type = 'year' AND period_start = '{YEAR}' AND area_code = '{SMALL}'))
        """,
    )


@pytest.fixture(scope="module")
def unsent(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """No incident came for the last two months: what protection leaves of them is no row at all."""
    months = ", ".join(f"'{month}'" for month in LAST)
    return _change(
        tmp_path_factory.mktemp("unsent") / "store",
        LACKING,
        [("incidents", month, code) for month in LAST for code in councils()["council_code"]],
        f"""
        DELETE FROM measure WHERE measure_id IN ('C17', 'C18', 'domestic_abuse_incidents') AND (
            period_start IN ({months}) OR (period_type = 'year' AND period_start = '{YEAR}'))
        """,
    )


def pieces(text: str) -> list[str]:
    """What a reader takes in together: a row of a table, a tile, else the whole block."""
    if "<tr" in text:
        return re.split(r"<tr\b", text)
    if '<div class="tile' in text:
        return re.split(r'<div class="tile', text)
    return [text]


@pytest.mark.parametrize(
    ("path", "chosen"), CASES, ids=[f"{path.stem}-{'-'.join(c.values())}" for path, c in CASES]
)
def test_a_number_in_part_says_so_beside_it(
    path: Path, chosen: dict[str, str], in_part: Path, own_store: Path, downloads: list[str]
) -> None:
    shutil.copytree(in_part, own_store)
    page = opened(path, **chosen)
    rows = [row for text in downloads for row in text.splitlines()]
    for piece in [*(piece for text in blocks(page) for piece in pieces(text)), *rows]:
        said = re.sub(r"<[^>]+>", " ", piece)
        if NUMBERS.search(said):
            assert PART in said, said[:400]
    if re.search(r"\b(7777|8888)\b", drawn(page)):
        assert PART in drawn(page)


@pytest.mark.parametrize(
    ("page", "chosen"),
    [
        ("overview/overview", {}),
        ("volumes/trend", {}),
        ("consistency/councils_now", {}),
        ("compliance/indicators", {"indicator": "C17"}),
    ],
)
def test_pages_show_the_number_that_is_in_part(
    page: str, chosen: dict[str, str], in_part: Path, own_store: Path, downloads: list[str]
) -> None:
    """Else the test above would ask for nothing."""
    shutil.copytree(in_part, own_store)
    texts = blocks(opened(FOLDER / f"{page}.py", **chosen))
    for kind in (texts, downloads):
        assert any(NUMBERS.search(re.sub(r"<[^>]+>", " ", text)) for text in kind)


def test_a_printed_page_says_it_under_the_chart(in_part: Path, own_store: Path) -> None:
    """Tables are shut on the screen; what stands under the chart is on paper too."""
    shutil.copytree(in_part, own_store)
    labels = [link.label for link in opened(FOLDER / "volumes" / "trend.py").get("page_link")]
    said = "◔ 1 of 96 months shown in part: data quality (with doubtful rows of Clackmannanshire)"
    assert said in labels


@pytest.mark.parametrize(
    ("page", "chosen", "row"),
    [
        ("routes", {}, "2023-24 , 2023"),
        ("before_and_after", {"by": "from_org"}, "Police Scotland ,"),
    ],
)
def test_a_breakdown_in_part_says_so_under_it_and_in_its_file(
    page: str,
    chosen: dict[str, str],
    row: str,
    in_part: Path,
    own_store: Path,
    downloads: list[str],
) -> None:
    shutil.copytree(in_part, own_store)
    shown = opened(FOLDER / "volumes" / f"{page}.py", **chosen)
    labels = [link.label for link in shown.get("page_link")]
    part = f"{PART} Clackmannanshire (Mar 2024)"
    assert f"◔ Referrals in 2023-24 shown in part: data quality ({part})" in labels
    rows = [each for text in downloads for each in text.splitlines() if row in each]
    assert rows
    for each in rows:
        assert part in each


UNSENT: list[tuple[str, dict[str, str], str]] = [
    ("overview/overview", {}, "Referrals per 100 domestic abuse incidents, Mar 2024 withheld"),
    ("volumes/trend", {"counted": "rate"}, "incidents in Mar 2024 are withheld: data quality ("),
    ("compliance/indicators", {"indicator": "C17"}, "Scotland, Mar 2024: ⊘ withheld: data quality"),
    ("consistency/councils_now", {}, "in 2023-24; 32 of 32 councils withheld: data quality ("),
]


@pytest.mark.parametrize(("page", "chosen", "said"), UNSENT, ids=[each[0] for each in UNSENT])
def test_months_that_never_came_are_withheld_by_name(
    page: str,
    chosen: dict[str, str],
    said: str,
    unsent: Path,
    own_store: Path,
    downloads: list[str],
) -> None:
    shutil.copytree(unsent, own_store)
    shown = opened(FOLDER / f"{page}.py", **chosen)
    texts = [re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", text)) for text in blocks(shown)]
    texts = [text.replace("\u2060", "").replace("\u00a0", " ") for text in texts]
    assert any(said in text and TITLE in text for text in texts), texts
    rows = [row for text in downloads for row in text.splitlines()]
    latest = "2023-24" if "councils_now" in page else words.period(LAST[1])
    withheld = [row for row in rows if latest in row and TITLE in row]
    assert withheld, "the download has the months, with the check"


def test_months_that_never_came_are_marked_in_the_chart(unsent: Path, own_store: Path) -> None:
    shutil.copytree(unsent, own_store)
    shown = opened(FOLDER / "volumes" / "trend.py", counted="rate")
    assert "Feb 2024 until Mar 2024" in drawn(shown)


def test_viewers_and_analysts_are_told_of_the_same_months(unsent: Path) -> None:
    """An analyst's table has these months with 0 of 0, a viewer's has no row."""
    folder = unsent / "releases" / published.RELEASE
    connection = build(folder / "exact.duckdb")
    rows = [cell("C17", month, SCOTLAND, 0, 0) for month in LAST]
    insert(connection, "measure", rows)
    connection.close()
    told = [
        results.trend(Store(unsent).open(published.RELEASE, exact=exact), "C17", SCOTLAND)
        for exact in (False, True)
    ]
    for name in ("period_start", "missing", "because"):
        assert told[0][name].tolist() == told[1][name].tolist()
    assert told[0]["missing"].tail(2).tolist() == ["withheld"] * 2
