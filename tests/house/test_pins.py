"""The whole dependency tree is pinned, once, and every list of it agrees."""

import re
import tomllib
from importlib.metadata import distributions
from pathlib import Path

ROOT = Path(__file__).parents[2]
PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
PIN = re.compile(r"^([A-Za-z0-9_.-]+)==([^\s;\\]+)", re.MULTILINE)
# what a Python environment brings of its own accord
OURS_TO_IGNORE = {"pip", "setuptools", "wheel", "uv"}


def canonical(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def pins(text: str) -> dict[str, str]:
    return {canonical(name): version for name, version in PIN.findall(text)}


TREE = pins("\n".join(PYPROJECT["tool"]["uv"]["constraint-dependencies"]))


def test_every_direct_dependency_is_pinned_as_in_the_tree() -> None:
    direct = PYPROJECT["project"]["dependencies"] + PYPROJECT["dependency-groups"]["dev"]
    for line in direct:
        ((name, version),) = pins(line).items()
        assert TREE[name] == version


def test_requirements_agree_with_the_tree_and_carry_hashes() -> None:
    text = (ROOT / "requirements.txt").read_text(encoding="utf-8")
    required = pins(text)
    assert required.items() <= TREE.items()
    assert {canonical(name) for name in pins("\n".join(PYPROJECT["project"]["dependencies"]))} <= (
        required.keys()
    )
    for name in required:
        entry = re.search(rf"^{name}==.*?(?=^\S|\Z)", text, re.MULTILINE | re.DOTALL)
        assert entry
        assert "--hash=sha256:" in entry.group()


def test_installed_versions_are_the_pinned_ones() -> None:
    installed = {canonical(each.name): each.version for each in distributions()}
    strays = {
        name: version
        for name, version in installed.items()
        if name not in OURS_TO_IGNORE and TREE.get(name) != version
    }
    assert not strays


def test_the_lock_with_download_addresses_stays_out_of_git() -> None:
    assert "uv.lock" in (ROOT / ".gitignore").read_text(encoding="utf-8").splitlines()
