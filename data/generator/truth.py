"""What a run of the generator wrote: every planted number, and exact counts for each file."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from data.generator.planted import Planted


@dataclass(frozen=True)
class FileTruth:
    """What one file holds."""

    name: str
    provider: str
    export: str
    rows: int
    """Records under the headings."""
    repeats: int
    """Exact repeats of an earlier row."""
    rejected: int
    """Rows with a defect; each has just one."""
    reasons: Mapping[tuple[str, str], int]
    """Rejected rows by column and reason."""

    @property
    def accepted(self) -> int:
        """Rows that an intake must keep."""
        return self.rows - self.repeats - self.rejected


@dataclass(frozen=True)
class Truth:
    """The ground truth of one run."""

    seed: int
    until: date
    scale: float
    files: tuple[FileTruth, ...]
    referrals: int
    """Distinct referrals of which at least one side's row is accepted."""
    paired: int
    """Of them, those of which both sides' rows are accepted."""
    sent_only: int
    received_only: int
    national_rise: float
    """Referrals in March 2021 against what consent's trend would have led to, expected."""
    council_effects: Mapping[str, float]
    """Log rate of each council against Scotland's, beyond chance."""
    planted: Planted = field(default_factory=Planted)

    @property
    def rows(self) -> int:
        """Records of all files together."""
        return sum(file.rows for file in self.files)
