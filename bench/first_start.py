"""How long the first start takes, step by step: python -m bench.first_start [ROWS]."""

import os
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from rich.console import Console
from rich.table import Table

from data.first_start import first_start
from data.store import Store


class Clock:
    """A teller of progress that notes when each message came."""

    def __init__(self) -> None:
        self.started = time.perf_counter()
        self.noted: list[tuple[str, str, float]] = []

    def __call__(self, step: str, _done: float, message: str) -> None:
        """Note one message; the share that is done is for bars."""
        self.noted.append((step, message, time.perf_counter() - self.started))

    def table(self) -> Table:
        """Seconds from each message to the next, and the steps' sums."""
        table = Table("step", "message", "seconds", "at")
        ends = [at for _, _, at in self.noted[1:]] + [time.perf_counter() - self.started]
        for (step, message, at), end in zip(self.noted, ends, strict=True):
            if end - at >= 0.05:
                table.add_row(step, message, f"{end - at:.2f}", f"{end:.1f}")
        return table


def main() -> None:
    """Run the first start in a store of its own, and print the table."""
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else None
    clock = Clock()
    with TemporaryDirectory() as folder:
        store = Store(Path(folder) / "store")
        outcome = first_start(store, rows=rows, tell=clock)
        size = sum(file.stat().st_size for file in store.root.rglob("*") if file.is_file())
    console = Console()
    console.print(clock.table())
    spent = sum(os.times()[:4])  # ours and our children's: what a busy machine does not blur
    console.print(*outcome.sentences, sep="\n")
    console.print(f"{spent:.0f} processor seconds; {size / 1e6:.0f} MB in the store.")


if __name__ == "__main__":
    main()
