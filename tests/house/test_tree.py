"""The layout's promises: what lies where, how long a file may be, what no file may say."""

import ast
import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
TRACKED = sorted(
    ROOT / name
    for name in subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout.splitlines()
    if (ROOT / name).is_file()
)
MODULES = [path for path in TRACKED if path.suffix == ".py" and "tests" not in path.parts]
TEXTS = [
    path
    for path in TRACKED
    if path.suffix in {".py", ".md", ".toml", ".txt", ".csv", ".yml", ".html"}
    or "." not in path.name
]
LONGEST = 250


def name_of(path: Path) -> str:
    return str(path.relative_to(ROOT))


def test_nothing_but_init_lies_directly_in_pages() -> None:
    """Streamlit would run it on a cold first visit without app.py, past the gate."""
    flat = [path.name for path in (ROOT / "pages").iterdir() if path.is_file()]
    assert flat == ["__init__.py"]


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_module_says_what_it_is_and_stays_short(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert ast.get_docstring(ast.parse(text)), "no module docstring"
    assert len(text.splitlines()) <= LONGEST


@pytest.mark.parametrize("path", TEXTS, ids=name_of)
def test_no_text_names_a_machine_or_a_registry(path: Path) -> None:
    text = path.read_text(encoding="utf-8", errors="replace")
    places = re.findall(
        r"(?<![\w>])(?:/root/|/work/|/opt/)\S*|files\.pythonhosted\S*|pypi\.org/simple\S*", text
    )
    if path != Path(__file__):
        assert not places


def test_samples_say_so_and_stay_small() -> None:
    samples = [path for path in TRACKED if path.parent == ROOT / "data" / "samples"]
    data = [path for path in samples if path.suffix != ".md"]
    assert data
    assert all(path.name.startswith("sample_") for path in data)
    assert sum(path.stat().st_size for path in samples) < 1_000_000


def test_ci_runs_the_readme_test_command() -> None:
    command = "pip install uv && uv run pytest"
    assert command in (ROOT / "README.md").read_text(encoding="utf-8")
    assert command in (ROOT / ".ci" / "run").read_text(encoding="utf-8")


def test_top_level_holds_only_what_earns_its_place() -> None:
    allowed = {
        *("app.py", "pyproject.toml", "pages", "metrics", "data", "expectations", "tests"),
        *("README.md", "requirements.txt", "CHANGELOG.md", "CONTRIBUTING.md", "LICENSE"),
        *("docs", "bench", ".ci", ".streamlit", ".gitignore"),
    }
    assert {path.relative_to(ROOT).parts[0] for path in TRACKED} <= allowed
