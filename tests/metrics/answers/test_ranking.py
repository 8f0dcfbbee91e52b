"""The one ranking of what to fix first: its order, what decisions do to it, whoever reads it."""

from collections.abc import Mapping
from datetime import date, timedelta
from random import Random
from typing import Any

import pandas as pd
import pytest

from data.decisions import Decision, Finding, Verb, of_finding
from metrics.answers.fixing.fix import KEY, Fix
from metrics.answers.ranking import BY_ROUNDING, FIRST, Ranking, ranking

TODAY = date(2024, 6, 30)
PROVIDERS = ("", "assist", "marac", "sacro")
CHECKS = [f"referrals.check_{n}" for n in range(5)]
SEEDS = range(25)


def fix(provider: str, kind: Any, rows: float, **told: str) -> dict[str, Any]:
    what = " ".join(filter(None, (kind, provider, *told.values())))
    words = {"what": what, "todo": "Mend it.", "ask": "Mend it."}
    return vars(
        Fix(
            **{
                "export": "referrals",
                "kind": kind,
                "provider": provider,
                "rows": rows,
                "weight": 3 * rows,
                **words,
                **told,
            }
        )
    )


def table(*rows: dict[str, Any]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=list(Fix.__dataclass_fields__))


def decided(
    verb: Verb, check_id: str, provider: str = "", days: int = 30
) -> dict[Finding, Decision]:
    decision = Decision(
        check_id=check_id,
        provider=provider,
        verb=verb,
        reason="known",
        review_on=(TODAY + timedelta(days=days)).isoformat(),
        by="a steward",
        release_id="2024-06-01.1",
        decided_at="2024-06-02T09:00:00.000000+00:00",
    )
    return {decision.finding: decision}


def drawn(seed: int) -> tuple[pd.DataFrame, pd.DataFrame, dict[Finding, Decision]]:
    """Made-up findings as everybody sees them, as few may, and decisions on some."""
    draw = Random(seed)  # noqa: S311  # a drawn table is no secret
    public, exact = [], []
    for provider in PROVIDERS:
        for check in draw.sample(CHECKS, draw.randint(0, 5)):
            kind = draw.choice(("critical", "check", "check", "note", "apart"))
            rows = draw.randint(1, 60)
            exact.append(fix(provider, kind, rows, check_id=check))
            public.append(fix(provider, kind, rows // 5 * 5, check_id=check))
        for kind in draw.sample(("blank", "turned away", "silent", "late"), draw.randint(0, 4)):
            rows = draw.randint(1, 60)
            exact.append(fix(provider, kind, rows, column="council"))
            if rows >= 5:
                public.append(fix(provider, kind, rows // 5 * 5, column="council"))
    choices: dict[Finding, Decision] = {}
    for check in draw.sample(CHECKS, 3):
        verb: Verb = draw.choice(("accept", "dispute", "dismiss", "withdraw"))
        whose = draw.choice(PROVIDERS)
        choices |= decided(verb, check, whose, draw.choice((-3, 30)))
    draw.shuffle(public)
    draw.shuffle(exact)
    return table(*public), table(*exact), choices


def keys(found: pd.DataFrame) -> list[tuple[str, ...]]:
    return list(found[KEY].itertuples(index=False, name=None))


@pytest.mark.parametrize("seed", SEEDS)
def test_every_reader_is_told_the_same_worst_three_of_every_provider(seed: int) -> None:
    public, exact, choices = drawn(seed)
    everybodys = ranking(public, choices, TODAY)
    few = ranking(public, choices, TODAY, told=exact)
    for whose in (everybodys, *(everybodys.of(each) for each in PROVIDERS)):
        mine = few if whose is everybodys else few.of(_only(whose))
        first = keys(whose.to_fix)
        assert keys(mine.to_fix)[: len(first)] == first
    shuffled = ranking(public.sample(frac=1, random_state=seed), choices, TODAY)
    pd.testing.assert_frame_equal(shuffled.to_fix, everybodys.to_fix)


def _only(whose: Ranking) -> str:
    named = pd.concat([whose.to_fix, whose.settled])["provider"]
    return str(named.iloc[0]) if len(named) else "nobody"


def quieted(choices: Mapping[Finding, Decision], row: pd.Series) -> bool:
    """Whether a finding was accepted or dismissed; no decision is on one that no check tells."""
    finding = Finding(row["check_id"], row["provider"])
    decision = of_finding(choices, finding, TODAY) if finding.check_id else None
    return decision is not None and decision.quiets(TODAY)


@pytest.mark.parametrize("seed", SEEDS)
def test_nothing_settled_is_to_fix_and_nothing_else_is_lost(seed: int) -> None:
    public, _, choices = drawn(seed)
    found = ranking(public, choices, TODAY)
    for _, row in found.to_fix.iterrows():
        assert not quieted(choices, row)
    assert all(quieted(choices, row) for _, row in found.settled.iterrows())
    groups = ["provider", "export", "kind"]
    told = set(map(tuple, pd.concat([found.to_fix, found.settled])[groups].to_numpy()))
    assert told == set(map(tuple, public[groups].to_numpy())), "of each kind one is told"


@pytest.mark.parametrize("seed", SEEDS)
def test_critical_come_first_notes_last_and_between_the_weightiest(seed: int) -> None:
    public, _, choices = drawn(seed)
    found = ranking(public, choices, TODAY).to_fix
    levels = found["kind"].map({"critical": 0, "note": 2}).fillna(1)
    assert levels.is_monotonic_increasing
    for _, rows in found.groupby(levels):
        assert rows["weight"].is_monotonic_decreasing


ONE = table(fix("assist", "check", 30, check_id=CHECKS[0]), fix("assist", "blank", 10))


def first_of(choices: Mapping[Finding, Decision], today: date = TODAY) -> pd.Series:
    return ranking(ONE, choices, today).to_fix.iloc[0]


@pytest.mark.parametrize("whose", ["assist", ""])
@pytest.mark.parametrize("verb", ["accept", "dismiss"])
def test_a_decision_takes_a_finding_out_until_its_day_is_over(verb: Verb, whose: str) -> None:
    choices = decided(verb, CHECKS[0], whose)
    found = ranking(ONE, choices, TODAY)
    assert found.to_fix["kind"].tolist() == ["blank"]
    assert found.settled["kind"].tolist() == ["check"]
    last = TODAY + timedelta(days=30)
    assert first_of(choices, last)["kind"] == "blank"
    assert first_of(choices, last + timedelta(days=1))["kind"] == "check"


def test_what_is_disputed_stays_and_is_marked_until_its_day_is_over() -> None:
    choices = decided("dispute", CHECKS[0])
    assert (first_of(choices)["kind"], bool(first_of(choices)["disputed"])) == ("check", True)
    later = first_of(choices, TODAY + timedelta(days=31))
    assert (later["kind"], bool(later["disputed"])) == ("check", False)


def test_decisions_for_others_and_for_a_council_change_nothing() -> None:
    other = decided("accept", CHECKS[0], "sacro")
    council = {Finding(CHECKS[0], council="S12000047"): next(iter(other.values()))}
    assert first_of(other | council)["kind"] == "check"


def test_what_only_few_may_see_comes_last() -> None:
    public = table(fix("assist", "note", 5, check_id=CHECKS[1]))
    told = table(*public.to_dict("records"), fix("assist", "turned away", 900))
    found = ranking(public, {}, TODAY, told=told).to_fix
    assert found["kind"].tolist() == ["note", "turned away"]
    assert len(found) < FIRST


def test_what_only_rounding_made_a_finding_says_so_to_who_sees_exact_counts() -> None:
    """It keeps its place, so that all are told one order; a check that failed did so for all."""
    public = table(
        fix("assist", "blank", 15), fix("assist", "apart", 10), fix("assist", "check", 5)
    )
    exact = table(fix("assist", "apart", 11))
    everybodys, few = (ranking(public, {}, TODAY, told=told).to_fix for told in (None, exact))
    assert keys(few) == keys(everybodys)
    said = few.set_index("kind")["what"]
    assert [kind for kind, what in said.items() if what.endswith(BY_ROUNDING)] == ["blank"]
    assert "under the 2 % from which it is listed" in BY_ROUNDING
    assert not everybodys["what"].str.contains("rounded").any()


def test_the_next_of_a_kind_takes_the_place_of_one_that_is_settled() -> None:
    rows = [fix("assist", "check", 30 - n, check_id=CHECKS[n]) for n in range(3)]
    assert ranking(table(*rows), {}, TODAY).to_fix["check_id"].tolist() == [CHECKS[0]]
    found = ranking(table(*rows), decided("accept", CHECKS[0]), TODAY).to_fix
    assert found["check_id"].tolist() == [CHECKS[1]]


def test_no_finding_is_an_empty_ranking() -> None:
    found = ranking(table(), {}, TODAY)
    assert found.to_fix.empty
    assert found.providers == []
