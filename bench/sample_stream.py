"""Time and memory of writing a large sample: python bench/sample_stream.py 50000000 DIR."""

import resource
import sys
from pathlib import Path
from time import perf_counter

sys.path.insert(0, str(Path(__file__).parents[1]))

from data.generator import sample


def main(rows: int, out: Path) -> None:
    """Write the sample and print what it took."""
    start = perf_counter()
    truth = sample(out, rows)
    seconds = perf_counter() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    size = sum(path.stat().st_size for path in out.iterdir()) / 1e9
    print(f"{truth.rows:,} rows, {size:.1f} GB, {seconds:.0f} s, {peak} MiB at most")


if __name__ == "__main__":
    main(int(sys.argv[1]), Path(sys.argv[2]))
