"""What counts as something new to say: other submissions, other settings, other definitions."""

import ast
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import pytest

from data import fingerprint as module
from data.definitions import TYPING
from data.fingerprint import edition, fingerprint
from data.regimes import shipped
from data.settings import Settings
from metrics.measure import measures

RECEIPTS = [{"submission_id": "referrals-sacro-1"}, {"submission_id": "referrals-assist-2"}]


def test_the_order_of_submissions_does_not_matter() -> None:
    assert fingerprint(RECEIPTS, Settings(), shipped()) == fingerprint(
        RECEIPTS[::-1], Settings(), shipped()
    )


def test_another_submission_is_something_new() -> None:
    assert fingerprint(RECEIPTS, Settings(), shipped()) != fingerprint(
        RECEIPTS[:1], Settings(), shipped()
    )


def test_a_setting_that_shows_is_something_new_but_a_moved_store_is_not(tmp_path: Path) -> None:
    usual = fingerprint(RECEIPTS, Settings(), shipped())
    assert fingerprint(RECEIPTS, Settings(round_to=10), shipped()) != usual
    assert fingerprint(RECEIPTS, Settings(store=tmp_path), shipped()) == usual


def test_a_changed_definition_is_something_new(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "ROOT", tmp_path)
    (tmp_path / "metrics" / "indicators").mkdir(parents=True)
    definition = tmp_path / "metrics" / "indicators" / "c01.py"
    definition.write_text("1")
    before = fingerprint(RECEIPTS, Settings(), shipped())
    (tmp_path / "metrics" / "notes.txt").write_text("not a definition")
    assert fingerprint(RECEIPTS, Settings(), shipped()) == before
    definition.write_text("2")
    assert fingerprint(RECEIPTS, Settings(), shipped()) != before


def test_an_edition_changes_with_how_a_measure_counts() -> None:
    every = list(measures().values())
    assert edition(every) == edition(every[::-1])
    assert edition([replace(every[0], sql="SELECT 1"), *every[1:]]) != edition(every)
    assert len(edition(every)) == 12


SAYS_NOTHING = {
    *("grammar", "outcome", "progress", "reference_key", "refusal", "settings", "store", "work"),
    *("taken_back", "where_failed"),
}
"""Modules of data behind a release that tables do not come from; settings are hashed themselves."""


JUDGES_NOTHING = {"grammar", "profile_check", "profile_file", "settings"}
"""Modules behind the judging of cells that no value comes from."""


def test_everything_that_a_release_runs_is_a_definition() -> None:
    files = _run({"data.release", "expectations.run"})
    assert len(files) > 40
    assert _undefined(files, module.DEFINITIONS) <= SAYS_NOTHING


def test_everything_that_judges_a_cell_is_a_definition_of_how_a_file_is_read() -> None:
    files = _run({"data.judge"})
    assert len(files) > 20
    assert _undefined(files, TYPING) <= JUDGES_NOTHING
    assert "doubts" in _undefined(files, [each for each in TYPING if each != "data/doubts.py"])


def _run(names: set[str]) -> set[Path]:
    """The files of modules and of whatever they import."""
    known, waiting = set[str](), {*names}
    while waiting:
        name = waiting.pop()
        known.add(name)
        waiting |= _imported(name) - known
    return {_file(name).relative_to(module.ROOT) for name in known}


def _undefined(files: set[Path], definitions: Iterable[str]) -> set[str]:
    defined = {Path(each) for each in definitions}
    undefined = {each for each in files if not defined & {each, *each.parents}}
    return {each.stem for each in undefined} - {"__init__"}


def _imported(name: str) -> set[str]:
    """Modules of ours that a module imports, its own or others' packages' included."""
    tree = ast.walk(ast.parse(_file(name).read_text()))
    found = set[str]()
    for node in tree:
        if isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module, *(f"{node.module}.{each.name}" for each in node.names)}
    ours = {each for each in found if each.split(".")[0] in ("data", "metrics", "expectations")}
    return {each for each in ours if _file(each).exists()}


def _file(name: str) -> Path:
    path = module.ROOT.joinpath(*name.split("."))
    return path / "__init__.py" if path.is_dir() else path.with_suffix(".py")


def test_every_definition_is_there() -> None:
    assert [name for name in module.DEFINITIONS if not (module.ROOT / name).exists()] == []
