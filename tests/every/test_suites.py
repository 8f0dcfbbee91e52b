"""Every check of every suite says what should hold, how bad it is, and what to do."""

from collections import Counter
from typing import get_args

import pytest

from data.export import exports
from expectations.check import Check, Severity, Suite
from expectations.suite import suites

SUITES = suites(exports())
CHECKS = [check for suite in SUITES for check in suite.checks]


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.id)
def test_a_check_is_complete(check: Check) -> None:
    assert check.severity in get_args(Severity)
    assert check.export in exports()
    assert check.id.startswith(f"{check.export}.")
    assert 0 <= check.allowed < 1
    assert len(check.title) > 20
    assert not check.title.endswith(".")
    assert len(check.hint) > 40
    assert check.hint.endswith(".")


def test_ids_and_names_are_unique() -> None:
    assert max(Counter(check.id for check in CHECKS).values()) == 1
    assert max(Counter(suite.name for suite in SUITES).values()) == 1


@pytest.mark.parametrize("name", sorted(exports()))
def test_every_export_has_a_suite_with_a_row_count(name: str) -> None:
    suite = next(each for each in SUITES if each.name == name)
    assert suite.checks[0].id == f"{name}.rows"
    assert {column.name for column in exports()[name].columns if column.required} <= {
        check.id.split(".")[1] for check in suite.checks if check.id.endswith(".filled")
    }


@pytest.mark.parametrize("suite", SUITES, ids=lambda suite: suite.name)
def test_a_suite_is_complete(suite: Suite) -> None:
    assert suite.title
    assert suite.checks
