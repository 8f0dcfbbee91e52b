"""What decides how a file is read, as one short hash: a file read under others is read again."""

import hashlib

from data.export import exports
from data.fingerprint import hashed
from data.profile import profiles
from data.reference.own import own_lines
from data.settings import settings

TYPING = (
    *("data/cells.py", "data/codes.py", "data/columns.py", "data/doubts.py", "data/judge.py"),
    *("data/personal", "data/texts.py", "data/recognise.py", "data/candidates.py"),
    *("data/dates", "data/profile.py", "data/headings.py", "data/export.py"),
    *("data/intake.py", "data/resolution.py", "data/variants.py", "data/pseudonyms.py"),
    *("data/readers", "data/placeholders.py", "data/shapes.py", "data/engine.py"),
    "data/lookups.py",
    *("data/reference/__init__.py", "data/reference/own.py"),
    *(f"data/reference/{name}.csv" for name in ("councils", "divisions", "organisations")),
)
"""Files and folders whose text decides what becomes of a cell, whoever sent it."""


def definitions(export: str, provider: str, *, sample: bool, instead_of: str = "") -> str:
    """Eight hexadecimal digits: equal when the same bytes would be read and counted alike.

    Whether a file is a sample is part of it, so that one that was named so by mistake can be
    loaded again under another name. So is the reading of the same file that it was read instead of,
    when somebody chose another profile: they may choose the first again. Empty for an export or a
    provider that is no longer known.
    """
    profile = profiles().get(provider)
    if profile is None or export not in profile.exports:
        return ""
    system = {name: value for name, value in vars(profile).items() if name != "exports"}
    told = [repr(system), repr(profile.exports[export]), repr(exports()[export]), hashed(TYPING)]
    told += [str(settings().longest_cell), str(sample), *filter(None, [instead_of])]
    told += own_lines()
    return hashlib.sha256("\n".join(told).encode()).hexdigest()[:8]
