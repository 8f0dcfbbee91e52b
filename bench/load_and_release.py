"""Load and release of one large file beside a bare typed read of it.

    python -m bench.load_and_release [ROWS]

Both are whole processes on the same file, turn by turn in one run, so that a busy machine slows
both. The bare read makes a DuckDB table of the file's columns by their types, and nothing else: the
profile's blanks are blanks, and a row with a date that is none is left out.
"""

import json
import os
import subprocess
import sys
import time
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from rich.console import Console
from rich.table import Table

from data.generator import sample
from data.generator.run import EXPECTED
from data.profile import profiles
from data.terminal import DONE, SOMETHING_LEFT_OUT

PROFILE = "police_concern_hub"
FILE = f"sample_{PROFILE}_referrals.csv"
SHARE = EXPECTED[PROFILE, "referrals"] / 659_000
"""What part of a sample's rows the file has."""
BARE = """
import json
import sys
import duckdb
file, database, blank = sys.argv[1:]
with open(file, encoding="utf-8-sig") as text:
    names = next(text).strip().split(",")
types = {name: "DATE" if name.endswith("_DT") else "VARCHAR" for name in names}
con = duckdb.connect(database)
con.execute(
    f"CREATE TABLE typed AS FROM read_csv('{file}', columns = {types}, header = true, "
    f"nullstr = {json.loads(blank)}, store_rejects = true)"
)
"""


def timed(command: list[str], store: Path, ends: tuple[int, ...] = (DONE,)) -> tuple[float, float]:
    """Wall and processor seconds of a whole process; raises RuntimeError if it ends otherwise."""
    environment = os.environ | {"SHARING_STORE": str(store)}
    spent, began = sum(os.times()[2:4]), time.perf_counter()
    done = subprocess.run(command, env=environment, capture_output=True, check=False)  # noqa: S603
    if done.returncode not in ends:
        raise RuntimeError(done.stderr.decode())
    return time.perf_counter() - began, sum(os.times()[2:4]) - spent


def written(folder: Path, rows: int) -> Path:
    """The sample's file of some so many rows."""
    sample(folder, int(rows / SHARE))
    return folder / FILE


def bare(file: Path, folder: Path) -> list[str]:
    """The command that reads the file into typed columns, and does nothing else."""
    blank = json.dumps(profiles()[PROFILE].blank)
    return [sys.executable, "-c", BARE, str(file), str(folder / "bare.duckdb"), blank]


def turn(file: Path, folder: Path) -> dict[str, tuple[float, float]]:
    """One bare read, one load and one release of the file."""
    ours = [sys.executable, "-m", "data"]
    return {
        "bare typed read": timed(bare(file, folder), folder),
        "load": timed([*ours, "load", str(file)], folder / "store", (DONE, SOMETHING_LEFT_OUT)),
        "release": timed([*ours, "release"], folder / "store"),
    }


def main() -> None:
    """Write the file, take three turns, print medians and ratios."""
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    with TemporaryDirectory() as name:
        folder = Path(name)
        file = written(folder, rows)
        turns = []
        for number in range(3):
            (folder / str(number)).mkdir()
            turns.append(turn(file, folder / str(number)))
        Console().print(f"{file.stat().st_size / 1e6:.0f} MB", table(turns))


def table(turns: list[dict[str, tuple[float, float]]]) -> Table:
    """Medians of wall and processor seconds, and how many bare reads each is."""
    found = Table("what", "seconds", "processor seconds", "times the bare read")
    middle = {
        what: [median(each[what][place] for each in turns) for place in (0, 1)] for what in turns[0]
    }
    together = [middle["load"][place] + middle["release"][place] for place in (0, 1)]
    for what, (wall, spent) in {**middle, "load and release": together}.items():
        ratio = wall / middle["bare typed read"][0]
        found.add_row(what, f"{wall:.2f}", f"{spent:.2f}", f"{ratio:.1f}")
    return found


if __name__ == "__main__":
    main()
