"""The pages, found in their folders: a folder is a section, a file is a page.

Nothing but this file may lie directly in pages/: Streamlit runs a flat page on a cold first
visit without app.py, and so without the sign-in gate.
"""

from collections.abc import Mapping
from pathlib import Path

FOLDER = Path(__file__).parent
SECTIONS = ("overview", "volumes", "consistency", "compliance", "quality", "meeting", "about")
"""The order of the navigation; a folder that is not named here is not a section."""


def page_files() -> Mapping[str, list[Path]]:
    """The page files of every section that has one, in navigation order."""
    found = {section: sorted((FOLDER / section).glob("[!_]*.py")) for section in SECTIONS}
    return {section: files for section, files in found.items() if files}


def title(path: Path) -> str:
    """The title of a page or section: its file name in words."""
    return path.stem.replace("_", " ").capitalize()
