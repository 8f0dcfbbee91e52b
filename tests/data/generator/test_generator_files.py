"""Files come out the same every time, in each provider's own format, as large as asked for."""

import csv
from collections import Counter
from datetime import date, datetime
from itertools import pairwise
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from data.generator import sample
from data.generator.excerpt import write_excerpt
from data.generator.plan import BLOCK_ROWS, FULL_ROWS, Plan, scale_for
from data.generator.sheets import write_ods, write_xlsx
from data.profile import profiles

COMMITTED = Path(__file__).parents[3] / "data" / "samples"
UNTIL = date(2026, 6, 1)


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("excerpt")
    write_excerpt(folder)
    return folder


def cells(path: Path) -> list[list[object]]:
    return CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python()


def test_the_committed_excerpt_is_what_the_generator_writes(written: Path) -> None:
    """Run python -m data.generator to write it again after a change."""
    names = sorted(path.name for path in COMMITTED.glob("sample_*"))
    assert names == sorted(path.name for path in written.iterdir())
    for name in names:
        new, old = written / name, COMMITTED / name
        if new.suffix == ".csv":
            assert new.read_bytes() == old.read_bytes(), name
        elif new.suffix != ".parquet":
            assert cells(new) == cells(old), name


def test_the_excerpt_is_small() -> None:
    assert sum(path.stat().st_size for path in COMMITTED.glob("sample_*")) < 1_000_000


def test_the_same_seed_writes_the_same_bytes_and_another_does_not(
    written: Path, tmp_path: Path
) -> None:
    write_excerpt(tmp_path / "again")
    for path in written.iterdir():
        assert (tmp_path / "again" / path.name).read_bytes() == path.read_bytes(), path.name
    sample(tmp_path / "other", 8_000, until=UNTIL, seed=2)
    other = tmp_path / "other" / "sample_police_ivpd_incidents.csv"
    assert other.read_bytes() != (written / other.name).read_bytes()


def test_every_file_starts_with_its_providers_headings(written: Path) -> None:
    checked = 0
    for profile in profiles().values():
        for how in profile.exports.values():
            path = written / f"sample_{profile.provider}_{how.export}.csv"
            if not path.exists():
                continue
            with path.open(encoding=profile.encoding, newline="") as file:
                headings = next(csv.reader(file, delimiter=how.delimiter))
            assert tuple(headings[: len(how.headings)]) == tuple(how.headings), path.name
            checked += 1
    assert checked == 11


def test_references_say_that_they_are_synthetic(written: Path) -> None:
    path = written / "sample_police_concern_hub_referrals.csv"
    with path.open(encoding="utf-8-sig", newline="") as file:
        references = [row["HUB_REFERRAL_NO"] for row in csv.DictReader(file)]
    assert all(each.startswith("SYN-") for each in references if each)


def test_progress_is_told_and_never_goes_back(tmp_path: Path) -> None:
    told: list[float] = []
    sample(tmp_path, 8_000, until=UNTIL, progress=lambda _step, done, _message: told.append(done))
    assert told
    assert all(first <= second for first, second in pairwise(told))
    assert 0 <= told[0] <= told[-1] <= 1


@pytest.mark.parametrize("rows", [60_000])
def test_about_as_many_rows_are_written_as_asked_for(rows: int, tmp_path: Path) -> None:
    assert sample(tmp_path, rows, until=UNTIL).rows == pytest.approx(rows, rel=0.06)


def test_no_rows_at_all_cannot_be_asked_for(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="at least 1 row"):
        sample(tmp_path, 0)


@pytest.mark.parametrize("rows", [None, 5_000_000, 50_000_000, 1_000_000_000])
def test_blocks_stay_small_however_many_rows_are_asked_for(rows: int | None) -> None:
    plan = Plan(1, UNTIL, scale_for(rows))
    blocks = list(plan.blocks())
    whole = plan.scale * FULL_ROWS * len(plan.months) / 125
    assert whole / len(blocks) < 1.2 * BLOCK_ROWS
    covered = Counter(month for block in blocks for month in range(block.start, block.stop))
    assert covered == dict.fromkeys(range(len(plan.months)), blocks[0].parts)
    assert len({block.number for block in blocks}) == len(blocks)


def test_spreadsheets_keep_days_and_numbers_and_are_the_same_each_time(tmp_path: Path) -> None:
    rows = [["Name", "Day", "Count"], ["a & b", date(2024, 2, 29), 12], ["", "31 February", ""]]
    for write, kind in ((write_xlsx, "xlsx"), (write_ods, "ods")):
        first, second = tmp_path / f"first.{kind}", tmp_path / f"second.{kind}"
        write(first, "Sheet", rows)
        write(second, "Sheet", rows)
        assert first.read_bytes() == second.read_bytes()
        name, day, count = cells(first)[1]
        assert (name, count) == ("a & b", 12)
        assert (day.date() if isinstance(day, datetime) else day) == date(2024, 2, 29)
        assert cells(first)[2] == ["", "31 February", ""]
