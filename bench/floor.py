"""The least that "everything on" can cost: each duty alone, in bare library calls.

    python -m bench.floor [ROWS]

No code of this project runs in the duties, so none of it can make them slower: the text is read and
counted, looked at once for one pattern only, three references are hashed, the rows are written
once, and Great Expectations is imported. Each is a whole process on the same file as the bare typed
read, turn by turn in one run. What starting Python and DuckDB costs is measured beside them and
counted once.
"""

import sys
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from rich.console import Console
from rich.table import Table

from bench.load_and_release import bare, timed, written

START = "import sys, duckdb; file, database = sys.argv[1:]; con = duckdb.connect()"
READ = f"""{START}
con.execute(f"CREATE TABLE read AS FROM read_csv('{{file}}', all_varchar = true)")
"""
BARE = "bare typed read"
NOTHING, READING = "starting Python and DuckDB", "its text is read"
DUTIES = {
    NOTHING: START,
    "its fingerprint": f"""{START}
import hashlib
with open(file, "rb") as bytes:
    hashlib.file_digest(bytes, "sha256")
""",
    "its records counted by another program": f"""{START}
import csv
with open(file, encoding="utf-8-sig", newline="") as text:
    sum(1 for _ in csv.reader(text))
""",
    READING: READ,
    "every text looked at for one pattern": f"""{READ}
columns = [name for name, *_ in con.execute("DESCRIBE read").fetchall()]
looked = " OR ".join(f'regexp_matches("{{name}}", \\'[0-9]{{{{10}}}}\\')' for name in columns)
con.execute(f"SELECT count(*) FROM read WHERE {{looked}}").fetchall()
""",
    "three references of a row hashed with a key": f"""{READ}
import hashlib
names = [name for name, *_ in con.execute("DESCRIBE read").fetchall()][:3]
key = hashlib.blake2s(key=b"not a secret")
for name in names:
    for text in con.execute(f'SELECT "{{name}}" FROM read').to_arrow_table()[0].to_pylist():
        each = key.copy()
        each.update((text or "").encode())
        each.digest()
""",
    "the rows written": f"""{READ}
con.execute(f"ATTACH '{{database}}' AS kept")
con.execute("CREATE TABLE kept.read AS FROM read")
""",
    "Great Expectations imported": "import great_expectations",
}


def main() -> None:
    """Write the file, take three turns, print medians and what they come to."""
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    with TemporaryDirectory() as name:
        folder = Path(name)
        file = written(folder, rows)
        turns = [turn(file, folder / str(number)) for number in range(3)]
    Console().print(table(turns))


def turn(file: Path, folder: Path) -> dict[str, tuple[float, float]]:
    """The bare typed read, then each duty."""
    folder.mkdir()
    found = {BARE: timed(bare(file, folder), folder)}
    for number, (what, code) in enumerate(DUTIES.items()):
        kept = str(folder / f"{number}.duckdb")
        found[what] = timed([sys.executable, "-c", code, str(file), kept], folder)
    return found


def table(turns: list[dict[str, tuple[float, float]]]) -> Table:
    """Medians of processor seconds, without what a duty shares with another."""
    spent = {what: median(each[what][1] for each in turns) for what in turns[0]}
    alone = {what: spent[what] - spent.get(shared(what), 0) for what in DUTIES}
    told = {BARE: spent[BARE], **alone, "all duties": sum(alone.values())}
    found = Table("what", "processor seconds", "times the bare read")
    for what, each in told.items():
        found.add_row(what, f"{each:.2f}", f"{each / spent[BARE]:.1f}")
    return found


def shared(what: str) -> str:
    """The duty whose cost is within another's; "" for the first."""
    if what == NOTHING:
        return ""
    return READING if what != READING and DUTIES[what].startswith(READ) else NOTHING


if __name__ == "__main__":
    main()
