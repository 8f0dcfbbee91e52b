"""Run the checks in a process of its own: waits for the path of a rows.duckdb on standard input.

Starting this early hides the seconds that importing Great Expectations takes. Whoever started it
keeps standard input open: when that ends, so does this, whatever it was doing.
"""

import gc
import os
import sys
from pathlib import Path
from queue import SimpleQueue
from threading import Thread

from data.export import exports

INTERRUPTED = 1


def listen(asked: "SimpleQueue[str]") -> None:
    """Pass on the line that is asked, and end the process when whoever asked is gone."""
    asked.put(sys.stdin.readline().strip())
    sys.stdin.read()
    os._exit(INTERRUPTED)


def main() -> None:
    """Write outcomes, gate and failing .parquet beside the database that a line names."""
    gc.disable()  # a fifth of all it does, and it ends before what it would free matters
    asked: SimpleQueue[str] = SimpleQueue()
    Thread(target=listen, args=(asked,), daemon=True).start()
    from expectations.run import examine  # takes seconds, so we listen first

    database = Path(asked.get())
    found = examine(database, exports())
    found.outcomes.to_parquet(database.with_name("outcomes.parquet"), index=False)
    found.gate.to_parquet(database.with_name("gate.parquet"), index=False)
    found.rows.to_parquet(database.with_name("failing.parquet"), index=False)


if __name__ == "__main__":
    code = INTERRUPTED
    try:
        main()
        code = 0
    finally:
        os._exit(code)  # the listener holds standard input, which a usual exit would wait for
