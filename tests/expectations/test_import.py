"""Great Expectations takes seconds to import, so what the web process imports must not bring it."""

import subprocess
import sys

LOOK = """
import sys
import data.__main__, data.release, expectations.outcome, expectations.suite, metrics.results
print(sorted({"great_expectations", "sqlalchemy"} & set(sys.modules)))
"""


def test_the_web_process_never_imports_great_expectations() -> None:
    done = subprocess.run([sys.executable, "-c", LOOK], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
