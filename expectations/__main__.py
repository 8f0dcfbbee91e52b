"""Run the checks in a process of its own: waits for the path of a rows.duckdb on standard input.

Starting this early hides the seconds that importing Great Expectations takes. It ends when its
standard input does, so that it does not outlive the process that started it.
"""

import sys
from pathlib import Path

from data.export import exports
from expectations.run import examine


def main() -> None:
    """Write outcomes.parquet and gate.parquet beside the database that a line names."""
    line = sys.stdin.readline().strip()
    if line:
        found = examine(Path(line), exports())
        found.outcomes.to_parquet(Path(line).with_name("outcomes.parquet"), index=False)
        found.gate.to_parquet(Path(line).with_name("gate.parquet"), index=False)


if __name__ == "__main__":
    main()
