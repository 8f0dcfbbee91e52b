"""Every place that hands out a file makes it where cells are made harmless, and nowhere else."""

import ast
from pathlib import Path

ROOT = Path(__file__).parents[2]
MADE_BY = {"csv_bytes", "xlsx_bytes", "template", "summary_html"}
"""Functions of data/ that make files; a new one is tested before it is named here."""
FOLDERS = ("pages", "metrics", "data", "expectations")
WRITERS = {"to_csv", "to_excel", "writer", "DictWriter"}


def _calls(file: Path) -> list[ast.Call]:
    tree = ast.walk(ast.parse(file.read_text(encoding="utf-8")))
    return [node for node in tree if isinstance(node, ast.Call)]


def _name(call: ast.Call) -> str:
    return call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")


def _made_when_asked(made: ast.Call, file: Path) -> set[str]:
    """What is called by the function of the file that makes a download once it is asked for."""
    if _name(made) != "partial":
        return set()
    defined = ast.parse(file.read_text(encoding="utf-8")).body
    maker = next(
        each
        for each in defined
        if isinstance(each, ast.FunctionDef) and each.name == getattr(made.args[0], "id", "")
    )
    return {_name(node) for node in ast.walk(maker) if isinstance(node, ast.Call)}


def test_every_download_is_made_harmless() -> None:
    downloads = [
        (file, call)
        for file in (ROOT / "pages").rglob("*.py")
        for call in _calls(file)
        if _name(call) == "download_button"
    ]
    assert len(downloads) >= 3
    for file, call in downloads:
        made = call.args[1]
        assert isinstance(made, ast.Call), file
        assert MADE_BY & (_made_when_asked(made, file) or {_name(made)}), file


def test_no_page_offers_a_table_with_a_download_of_its_own() -> None:
    """The framework's own tables write what they show, formulas and all."""
    used = {_name(call) for file in (ROOT / "pages").rglob("*.py") for call in _calls(file)}
    assert not used & {"dataframe", "data_editor"}


def test_tables_become_text_files_in_one_place() -> None:
    made = {
        file.relative_to(ROOT).as_posix()
        for folder in FOLDERS
        for file in (ROOT / folder).rglob("*.py")
        if "generator" not in file.parts  # samples are what providers send, not what we hand out
        for call in _calls(file)
        if _name(call) in WRITERS
    }
    assert made == {"data/spreadsheets.py"}
