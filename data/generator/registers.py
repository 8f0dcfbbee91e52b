"""The register files: agreements, policy documents and records of processing, row by row."""

from datetime import date

import numpy as np

from data.export import exports
from data.generator.agreements import CALEDONIAN, PUBLIC, SUPPORT, Register, parties
from data.generator.draw import codes
from data.generator.frame import BLANK, Frame, Ints, day_number, keep
from data.generator.plan import Plan
from data.generator.world import COUNCILS, ORGANISATIONS, PLACE, places

TYPES = exports()["agreements"].column("type").allowed
STATUS = exports()["agreements"].column("status").allowed
DRAFTS = 20
POLICY_FROM = date(2018, 5, 25)
POLICY_OWNERS: tuple[str, ...] = (
    "police_scotland",
    "copfs",
    "sps",
    "one_front_door",
    "marac",
    "community_justice",
)
POLICY_OWNERS += ("assist", "scottish_womens_aid", "nhs_ayrshire_and_arran", "nhs_fife")
POLICY_OWNERS += ("nhs_tayside",)
"""Beside the councils: those who hold what the sample shares under a condition."""
POLICY_NUMBERS, RECORD_NUMBERS, DRAFT_NUMBERS = 50_000, 70_000, 80_000
EDITION_FROM = day_number(date(2021, 4, 1))
"""Agreements signed from this day on name the edition of the code that they follow."""


def registers(plan: Plan, told: Register) -> dict[str, Frame]:
    """A frame for the councils' register and one for the Caledonian System's."""
    rng = plan.rng("registers")
    owners = [PLACE[code] for code in COUNCILS] + [PLACE[org] for org in POLICY_OWNERS]
    council = _joined(
        [
            _agreements(plan, rng, told, SUPPORT),
            _agreements(plan, rng, told, PUBLIC),
            _policies(plan, rng, owners),
            _records(rng),
            _drafts(rng, PUBLIC),
        ]
    )
    own = _joined(
        [
            _agreements(plan, rng, told, CALEDONIAN),
            _policies(plan, rng, [PLACE["caledonian"]]),
            _drafts(rng, CALEDONIAN),
        ]
    )
    return {"council": council, "caledonian": own}


def _joined(frames: list[Frame]) -> Frame:
    columns = {
        name: np.concatenate([frame.columns[name] for frame in frames])
        for name in frames[0].columns
    }
    lists: dict[str, list[tuple[str, ...]]] = {"parties": [], "councils": []}
    for name, found in lists.items():
        starts = []
        for frame in frames:
            starts.append(np.full(frame.rows, len(found)))
            found.extend(frame.lists[name])
        places = columns[name]
        columns[name] = np.where(places == BLANK, BLANK, places + np.concatenate(starts))
    return Frame(columns, lists)


def _yes(rng: np.random.Generator, share: float, rows: int) -> Ints:
    return codes(rng, "agreements", "dpia_required", {"yes": share, "no": 1 - share}, rows)


def _agreements(plan: Plan, rng: np.random.Generator, told: Register, kind: int) -> Frame:
    """Every agreement of one kind signed by the end of the run."""
    council, version = np.nonzero(told.signed[kind] <= plan.last_day)
    signed, ends = told.signed[kind][council, version], told.ends[kind][council, version]
    rows = len(council)
    kept = rng.random(rows) < 0.91
    reviewed = keep(signed + rng.integers(330, 720, rows), kept)
    due = np.where(kept, ends + rng.integers(0, 90, rows), signed + rng.integers(365, 800, rows))
    needed = _yes(rng, 0.86, rows)
    done = keep(signed - rng.integers(0, 60, rows), (needed == 0) & (rng.random(rows) < 0.95))
    again = np.where(rng.random(rows) < 0.92, ends + 30, signed + rng.integers(365, 800, rows))
    columns = {
        "agreement_id": told.number(np.full(rows, kind), council, version),
        "type": np.full(rows, TYPES.index("isa")),
        "owner_org": places(COUNCILS)[council],
        "parties": council,
        "councils": council,
        "signed_date": signed,
        "review_due_date": due,
        "last_reviewed_date": keep(reviewed, reviewed <= plan.last_day),
        "end_date": ends,
        "status": _status(ends, plan),
        "dpia_required": needed,
        "dpia_completed_date": done,
        "dpia_review_due_date": keep(again, done != BLANK),
        "residual_risk": rng.choice(3, rows, p=(0.7, 0.25, 0.05)),
        "lawful_basis_stated": _yes(rng, 0.95, rows),
        "purpose_stated": _yes(rng, 0.97, rows),
        "outcome_stated": _yes(rng, 0.9, rows),
        "code_version": keep(1, signed >= EDITION_FROM),
        # Sharing events name these, so a defect must not take them out of the register.
        "spare": np.zeros(rows, dtype=np.int64),
    }
    signatories = [parties(kind, place) for place in range(len(COUNCILS))]
    return Frame(columns, {"parties": signatories, "councils": [(code,) for code in COUNCILS]})


def _status(ends: Ints, plan: Plan) -> Ints:
    return np.where(ends < plan.last_day, STATUS.index("expired"), STATUS.index("in_force"))


def _alone(owners: Ints, signed: Ints, kind: str) -> dict[str, Ints]:
    """Columns of a document that its owner alone signs: most of them do not apply."""
    rows = len(owners)
    names = [column.name for column in exports()["agreements"].kept]
    columns = {name: np.full(rows, BLANK) for name in names}
    return columns | {
        "type": np.full(rows, TYPES.index(kind)),
        "owner_org": owners,
        "parties": np.arange(rows),
        "signed_date": signed,
        "status": np.full(rows, STATUS.index("in_force")),
        "code_version": keep(1, signed >= EDITION_FROM),
        "spare": np.ones(rows, dtype=np.int64),
    }


def _policies(plan: Plan, rng: np.random.Generator, owners: list[int]) -> Frame:
    """A policy document for each owner and year, some years late or left out."""
    first = day_number(POLICY_FROM)
    years = int((plan.last_day - first) // 365) + 1
    owner, year = np.repeat(owners, years), np.tile(np.arange(years), len(owners))
    late = rng.random(len(owner)) < 0.15
    shift = np.where(late, rng.integers(30, 120, len(owner)), -rng.integers(0, 12, len(owner)))
    signed = first + rng.integers(0, 330, len(owners)).repeat(years) + 352 * year + shift
    known = (signed <= plan.last_day) & (rng.random(len(owner)) < 0.98)
    owner, year, signed = owner[known], year[known], signed[known]
    columns = _alone(owner, signed, "apd")
    columns["agreement_id"] = POLICY_NUMBERS + owner * 100 + year
    columns["last_reviewed_date"] = signed
    columns["review_due_date"] = signed + 365
    columns["end_date"] = signed + 730
    columns["status"] = _status(signed + 730, plan)
    return Frame(columns, {"parties": [(ORGANISATIONS[code],) for code in owner], "councils": []})


def _records(rng: np.random.Generator) -> Frame:
    """One record of processing for each council."""
    owner = places(COUNCILS)
    signed = day_number(POLICY_FROM) + rng.integers(0, 400, len(owner))
    columns = _alone(owner, signed, "ropa")
    columns["agreement_id"] = RECORD_NUMBERS + np.arange(len(owner))
    return Frame(columns, {"parties": [(code,) for code in COUNCILS], "councils": []})


def _drafts(rng: np.random.Generator, kind: int) -> Frame:
    """Agreements that some councils are still drafting: signed by nobody, named by nothing."""
    council = np.sort(rng.choice(len(COUNCILS), DRAFTS, replace=False))
    none = np.full(DRAFTS, BLANK)
    columns = _alone(places(COUNCILS)[council], none, "isa")
    columns["agreement_id"] = DRAFT_NUMBERS + kind * 100 + council
    columns["status"] = np.full(DRAFTS, STATUS.index("draft"))
    columns["councils"] = np.arange(DRAFTS)
    signatories = [parties(kind, place) for place in council]
    return Frame(
        columns, {"parties": signatories, "councils": [(COUNCILS[place],) for place in council]}
    )
