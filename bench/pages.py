"""How long each page of the dashboard takes on the server, cold and warm.

    SHARING_STORE=store python -m bench.pages [PAGE ...]

Each page runs as it would for a reader (streamlit.testing's AppTest on app.py, from its first line
to its last, charts and tables made ready to send) against the store's published release.
Cold: nothing of the release has been asked yet; modules are loaded, as they are from a server's
first minute. Warm: the same page again. Medians of five; nothing of the browser is measured.
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


def timed(app: AppTest) -> float:
    """Seconds that one run of the app takes on the page it has open. Raises RuntimeError."""
    began = time.perf_counter()
    app.run()
    spent = time.perf_counter() - began
    if app.exception or app.error:
        raise RuntimeError(f"{app.title[0].value} could not be shown")
    return spent


def measured(app: AppTest, path: Path) -> tuple[float, float]:
    """Medians of a page's cold and warm seconds, taken turn by turn."""
    app.switch_page(str(path.relative_to(FOLDER.parent)))
    timed(app)  # loads what is imported on first use
    cold, warm = [], []
    for _ in range(TURNS):
        st.cache_data.clear()
        st.cache_resource.clear()
        cold.append(timed(app))
        warm.append(timed(app))
    return median(cold), median(warm)


def main() -> None:
    """Measure the pages named, or all, and print the table."""
    wanted = sys.argv[1:]
    table = Table("page", "cold, seconds", "warm, seconds")
    app = AppTest.from_file(str(FOLDER.parent / "app.py"), default_timeout=120).run()
    for section, files in page_files().items():
        for path in files:
            if not wanted or path.stem in wanted:
                cold, warm = measured(app, path)
                table.add_row(f"{section}: {title(path)}", f"{cold:.2f}", f"{warm:.3f}")
    Console().print(table)


if __name__ == "__main__":
    main()
