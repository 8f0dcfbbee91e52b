"""Pins the whole tree again after a direct dependency changed: uv run python tests/house/pins.py.

Resolves afresh from the direct dependencies, writes every version found to constraint-dependencies
in pyproject.toml, and exports requirements.txt with hashes. test_pins.py checks that they agree.
"""

import re
import subprocess
from pathlib import Path

ROOT = Path(__file__).parents[2]
PYPROJECT = ROOT / "pyproject.toml"
LISTED = re.compile(r"^constraint-dependencies = \[\n.*?^\]\n", re.MULTILINE | re.DOTALL)


def write_constraints(lines: list[str]) -> None:
    """Replace the list in pyproject.toml."""
    body = "".join(f'    "{line}",\n' for line in lines)
    text = PYPROJECT.read_text(encoding="utf-8")
    PYPROJECT.write_text(LISTED.sub(f"constraint-dependencies = [\n{body}]\n", text), "utf-8")


def export(*options: str) -> str:
    """What uv would install, in requirements format."""
    command = ["uv", "export", "--quiet", "--no-annotate", "--no-header", *options]
    done = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True)
    return done.stdout


def main() -> None:
    """Resolve, pin, export."""
    write_constraints([])
    (ROOT / "uv.lock").unlink(missing_ok=True)
    pins = export("--all-groups", "--no-hashes").splitlines()
    write_constraints([pin.replace(" ; ", "; ").replace('"', "'") for pin in pins])
    header = "# For deployments: pip install --require-hashes -r requirements.txt\n"
    (ROOT / "requirements.txt").write_text(header + export("--no-dev"), "utf-8")


if __name__ == "__main__":
    main()
