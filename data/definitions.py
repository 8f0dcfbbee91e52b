"""What decides how a file is read, as one short hash: a file read under others is read again."""

import hashlib
from functools import cache

from data.export import exports
from data.fingerprint import hashed
from data.profile import profiles

TYPING = (
    *("data/codes.py", "data/columns.py", "data/judge.py", "data/lookups.py", "data/personal"),
    *("data/pseudonyms.py", "data/texts.py", "data/recognise.py", "data/readers"),
    *(f"data/reference/{name}.csv" for name in ("councils", "divisions", "organisations")),
)
"""Files and folders whose text decides what becomes of a cell, whoever sent it."""


@cache
def definitions(export: str, provider: str, *, sample: bool) -> str:
    """Eight hexadecimal digits: equal when the same bytes would be read and counted alike.

    Whether a file is a sample is part of it, so that one that was named so by mistake can be
    loaded again under another name. Empty for an export or a provider that is no longer known.
    """
    profile = profiles().get(provider)
    if profile is None or export not in profile.exports:
        return ""
    system = {name: value for name, value in vars(profile).items() if name != "exports"}
    told = [repr(system), repr(profile.exports[export]), repr(exports()[export]), hashed(TYPING)]
    return hashlib.sha256("\n".join([*told, str(sample)]).encode()).hexdigest()[:8]
