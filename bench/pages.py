"""How long each page of the dashboard takes on the server, cold and warm.

    SHARING_STORE=store python -m bench.pages [PAGE ...]

Each page runs as it would for a reader (streamlit.testing's AppTest on app.py, from its first line
to its last, charts and tables made ready to send) against the store's published release.
Cold: nothing of the release has been asked yet; modules are loaded, as they are from a server's
first minute. Warm: the same page again. Medians of five; nothing of the browser is measured.
Processor seconds are what the page would take on a machine that does nothing else.
"""

import sys
import time
from pathlib import Path
from statistics import median

import streamlit as st
from rich.console import Console
from rich.table import Table
from streamlit.testing.v1 import AppTest

from pages import FOLDER, page_files, title

TURNS = 5


def timed(app: AppTest) -> tuple[float, float]:
    """Wall and processor seconds of one run of the app on the page it has open.

    Raises RuntimeError when the page fails.
    """
    began, spent = time.perf_counter(), time.process_time()
    app.run()
    took = time.perf_counter() - began, time.process_time() - spent
    if app.exception or app.error:
        raise RuntimeError(f"{app.title[0].value} could not be shown")
    return took


def measured(app: AppTest, path: Path) -> list[float]:
    """Medians of a page: wall and processor seconds cold, then both warm, taken turn by turn."""
    app.switch_page(str(path.relative_to(FOLDER.parent)))
    timed(app)  # loads what is imported on first use
    turns = []
    for _ in range(TURNS):
        st.cache_data.clear()
        st.cache_resource.clear()
        turns.append((*timed(app), *timed(app)))
    return [median(each) for each in zip(*turns, strict=True)]


def main() -> None:
    """Measure the pages named, or all, and print the table."""
    wanted = sys.argv[1:]
    table = Table("page", "cold", "cold, processor", "warm", "warm, processor", title="seconds")
    app = AppTest.from_file(str(FOLDER.parent / "app.py"), default_timeout=120).run()
    for section, files in page_files().items():
        for path in files:
            if not wanted or path.stem in wanted:
                seconds = measured(app, path)
                table.add_row(f"{section}: {title(path)}", *(f"{each:.2f}" for each in seconds))
    Console().print(table)


if __name__ == "__main__":
    main()
