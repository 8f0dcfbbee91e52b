"""A file that cannot be loaded, in one sentence for whoever sent it."""


class RefusalError(Exception):
    """Says which file, what was expected and what to do; never a value of the file."""
