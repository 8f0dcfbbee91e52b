"""One run: every block drawn, dressed, spoiled and written, and the truth told at the end."""

from collections import Counter
from pathlib import Path

import numpy as np

from data.generator import agreements
from data.generator.assurance import assurance
from data.generator.dress import Dresser
from data.generator.files import open_file
from data.generator.frame import Flags, Frame
from data.generator.incidents import incidents
from data.generator.plan import Plan
from data.generator.planter import Planter
from data.generator.recording import Rates
from data.generator.referrals import referrals
from data.generator.registers import registers
from data.generator.sharing_events import events
from data.generator.sides import one_side, sides
from data.generator.truth import FileTruth, Truth
from data.generator.volumes import Volumes, council_effects, regime, volumes
from data.generator.world import COUNCILS
from data.progress import Tell

EXPECTED = {
    ("police_concern_hub", "referrals"): 168_000,
    ("marac", "referrals"): 6_500,
    ("one_front_door", "referrals"): 5_500,
    ("assist", "referrals"): 33_000,
    ("victim_support_scotland", "referrals"): 65_000,
    ("scottish_womens_aid", "referrals"): 55_000,
    ("sacro", "referrals"): 7_500,
    ("police_concern_hub", "sharing_events"): 190_000,
    ("copfs", "sharing_events"): 41_000,
    ("caledonian", "sharing_events"): 26_000,
    ("one_front_door", "sharing_events"): 27_000,
}
"""About how many rows a file of the full set has; others are told when they are written."""
RAGGED = ("sacro", "one_front_door")
"""Systems that write some lines with a cell too many or too few."""


class _Written:
    """One file of the run."""

    def __init__(self, out: Path, plan: Plan, provider: str, export: str, rows: int) -> None:
        dresser = Dresser(provider, export)
        how = dresser.how
        self.name = f"sample_{provider}_{export}.{how.format}"
        self._file = open_file(out / self.name, dresser)
        ragged = provider in RAGGED and how.format == "csv"
        self._planter = Planter(dresser, rows, plan.last_day, ragged)
        self._plan, self._blocks = plan, 0

    def add(self, frame: Frame) -> Flags:
        """Write a block; says which of its rows have no defect."""
        dresser = self._planter.dresser
        rng = self._plan.rng(f"{dresser.provider} {dresser.export}", self._blocks)
        self._blocks += 1
        ready = self._planter.plant(frame, rng)
        self._file.append(ready.texts, ready.ragged)
        return ready.accepted

    def close(self) -> FileTruth:
        """Finish the file and say what it holds."""
        self._file.close()
        told, dresser = self._planter, self._planter.dresser
        reasons = dict(sorted(told.reasons.items()))
        return FileTruth(
            self.name,
            dresser.provider,
            dresser.export,
            told.written,
            told.repeats,
            sum(reasons.values()),
            reasons,
        )


def write(out: Path, plan: Plan, progress: Tell) -> Truth:
    """Write every file of a plan."""
    rates, counts, told = Rates(plan), volumes(plan), agreements.register(plan)
    files = {
        (provider, export): _Written(out, plan, provider, export, int(rows * plan.scale))
        for (provider, export), rows in EXPECTED.items()
    }
    files |= _small(out, plan, counts, told)
    blocks, seen = list(plan.blocks()), Counter[str]()
    for block in blocks:
        progress("sample", block.number / len(blocks), f"{plan.months[block.start]:%B %Y}")
        whole = referrals(plan, rates, counts, block)
        for provider, frame in events(plan, rates, told, block, whole).items():
            files[provider, "sharing_events"].add(frame)
        _add_referrals(plan, files, whole, seen)
    return Truth(
        seed=plan.seed,
        until=plan.until,
        scale=plan.scale,
        files=tuple(files[key].close() for key in sorted(files)),
        referrals=seen.total(),
        paired=seen["both"],
        sent_only=seen["sent"],
        received_only=seen["received"],
        national_rise=national_rise(plan, counts),
        council_effects=dict(zip(COUNCILS, council_effects(plan).tolist(), strict=True)),
        planted=plan.planted,
    )


def _small(
    out: Path, plan: Plan, counts: Volumes, told: agreements.Register
) -> dict[tuple[str, str], _Written]:
    """The files that are written at once."""
    frames = {("police_ivpd", "incidents"): incidents(plan, counts)}
    frames |= {(name, "agreements"): frame for name, frame in registers(plan, told).items()}
    frames[("council", "assurance")] = assurance(plan)
    found = {}
    for (provider, export), frame in frames.items():
        found[provider, export] = _Written(out, plan, provider, export, frame.rows)
        found[provider, export].add(frame)
    return found


def _add_referrals(
    plan: Plan, files: dict[tuple[str, str], _Written], whole: Frame, seen: Counter[str]
) -> None:
    """Write each side's rows, and count referrals by the sides that are left."""
    left = {side: np.zeros(whole.rows, dtype=bool) for side in ("sent", "received")}
    for provider, side, rows in sides(plan, whole):
        accepted = files[provider, "referrals"].add(one_side(whole, rows))
        left[side][rows[accepted]] = True
    seen["both"] += int((left["sent"] & left["received"]).sum())
    seen["sent"] += int((left["sent"] & ~left["received"]).sum())
    seen["received"] += int((left["received"] & ~left["sent"]).sum())


def national_rise(plan: Plan, counts: Volumes) -> float:
    """Expected referrals of March 2021 against those that consent's trend would have led to."""
    month = next(
        (place for place, day in enumerate(plan.months) if (day.year, day.month) == (2021, 3)), None
    )
    if month is None:
        return float("nan")
    without = counts.expected[month] * regime(plan, changed=False)[month] / regime(plan)[month]
    return float(counts.expected[month].sum() / without.sum())
