"""How the dates of a file are read: decided from whole columns and the whole file, not guessed."""

from typing import Literal

DAYS = ("date", "month")
"""Kinds of column that hold dates."""
First = Literal["day", "month"]
"""What comes first where a date is three numbers and the year is the last of them."""
OTHER: dict[First, First] = {"day": "month", "month": "day"}
