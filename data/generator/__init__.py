"""Writes the sample exports: seeded, synthetic, with a documented ground truth."""

from datetime import UTC, date, datetime
from pathlib import Path

from data.generator.plan import Plan, last_full_month, scale_for
from data.generator.run import write
from data.generator.truth import Truth
from data.progress import Tell, silent

SEED = 20180525


def sample(
    out: Path,
    rows: int | None = None,
    *,
    until: date | None = None,
    seed: int = SEED,
    progress: Tell = silent,
) -> Truth:
    """Write every sample file into a folder and say what was planted.

    `rows` is about how many rows all files together are to have (None: the full set); `until` is
    any day of the last month (default: the last month that is over). Raises ValueError.
    """
    last = (until or last_full_month(datetime.now(UTC).date())).replace(day=1)
    out.mkdir(parents=True, exist_ok=True)
    return write(out, Plan(seed, last, scale_for(rows)), progress)
