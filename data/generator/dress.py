"""Dresses a frame as a provider would send it: headings, codes, dates and blanks of its own."""

from datetime import date, timedelta

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from data.export import Column, exports
from data.generator.frame import BLANK, Frame, Ints
from data.generator.words import FIRST_DAY, FIRST_NUMBER, Words, column_of, words
from data.profile import profiles
from data.reference import area_names, organisation_names

Texts = dict[str, pa.StringArray]
"""A provider's cells by the standard's column name; never null."""

TAGS = {
    "police_concern_hub": "HUB",
    "assist": "AST",
    "victim_support_scotland": "VSS",
    "scottish_womens_aid": "SWA",
    "sacro": "SAC",
    "caledonian": "CAL",
    "marac": "MRC",
    "copfs": "PF",
    "one_front_door": "OFD",
    "council": "COU",
}
WRITTEN = ("reference", "edition", "whole", "title", "councils", "organisations")
"""Kinds of columns whose texts are written from values, not taken from a list of words."""
SHARED_PREFIX = {"case_ref": "SYN-C", "incident_ref": "SYN-I", "agreement_id": "SYN-A"}
SHARED_PREFIX |= {"definition_version": "rules-", "code_version": "v"}
"""References that mean the same whoever writes them. SYN says that they are synthetic."""
UNDECLARED = {
    "sacro": ("Caseworker\u2019s team", "synthetic"),
    "one_front_door": ("Hub note", "synthetic,\nnot real"),
}
"""Columns that some systems send though nobody declared them: heading, and what every cell says.

One needs cp1252 to be read and the other has a line break in each cell; an intake drops both.
"""
BLANK_TOKENS = 0.1
"""Of blank cells: written with the provider's own word for not known."""


class Dresser:
    """Turns frames of one export into texts of one provider."""

    def __init__(self, provider: str, export: str) -> None:
        self.provider, self.export = provider, export
        self.profile = profiles()[provider]
        self.how = self.profile.exports[export]
        self.exported = exports()[export]
        self.columns = [column_of(export, name) for name in self.how.headings.values()]
        self.headings = list(self.how.headings)
        self._undeclared = UNDECLARED.get(provider)
        if self._undeclared:
            self.headings.append(self._undeclared[0])
        self._words = {
            column.name: words(column, provider, export)
            for column in self.columns
            if column.kind not in WRITTEN
        }
        self.blanks = ["", *(self.quoted(token) for token in self.profile.blank if token)]
        self._labels = {name: self._label(found) for name, found in self._words.items()}

    def _label(self, told: Words) -> pa.StringArray:
        """Every text that a coded cell may have: those of the codes, then those of a blank."""
        marked = told.array if told.plain else pa.array(map(self.quoted, told.texts), pa.string())
        return pa.concat_arrays([marked, pa.array(self.blanks)])

    def quoted(self, text: str) -> str:
        """The text as it must stand in the file."""
        if self.how.format != "csv" or not set(text) & {self.how.delimiter, '"', "\n", "\r"}:
            return text
        return '"' + text.replace('"', '""') + '"'

    def word(self, column: str, code: int) -> str:
        """The usual text of one code."""
        return self.quoted(self._words[column].texts[code])

    def day(self, column: str, day: int) -> str:
        """The usual text of one day."""
        return self.word(column, day - FIRST_NUMBER)

    def days(self, column: str) -> dict[str, date]:
        """The day that each text of a date column stands for."""
        told = self._words[column]
        return {
            text: FIRST_DAY + timedelta(days=n % told.codes) for n, text in enumerate(told.texts)
        }

    def dress(self, frame: Frame, rng: np.random.Generator) -> Texts:
        """Every column that the provider sends, in its order; the undeclared one last."""
        found = {column.name: self._cells(column, frame, rng) for column in self.columns}
        if self._undeclared:
            found[""] = pa.array([self.quoted(self._undeclared[1])] * frame.rows, pa.string())
        return found

    def _cells(self, column: Column, frame: Frame, rng: np.random.Generator) -> pa.StringArray:
        if column.kind == "title":
            return pa.array(["Synthetic sample; not a real document"] * frame.rows, pa.string())
        values = frame.columns[column.name]
        if column.kind in ("councils", "organisations"):
            names = area_names() if column.kind == "councils" else organisation_names()
            texts = ["; ".join(names[code] for code in each) for each in frame.lists[column.name]]
            return pa.array([*map(self.quoted, texts), ""]).take(
                pa.array(values % (len(texts) + 1))
            )
        if column.kind in ("reference", "edition"):
            return self._references(column.name, values)
        if column.kind == "whole":
            return pc.if_else(pa.array(values < 0), "", pa.array(values).cast(pa.string()))
        return self._coded(column, values, rng)

    def _references(self, column: str, values: Ints) -> pa.StringArray:
        tag = f"SYN-{TAGS.get(self.provider, 'STD')}" + "E" * (column == "event_id")
        prefix = SHARED_PREFIX.get(column, tag)
        digits = pa.array(values).cast(pa.string())
        if prefix.startswith("SYN"):
            digits = pc.utf8_lpad(digits, 8, "0")
        written = pc.binary_join_element_wise(prefix, digits, "")
        return pc.if_else(pa.array(values < 0), "", written)

    def _coded(self, column: Column, values: Ints, rng: np.random.Generator) -> pa.StringArray:
        told = self._words[column.name]
        first = FIRST_NUMBER if column.kind in ("date", "month") else 0
        places = values - first
        if told.odd_share:
            odd = np.flatnonzero(rng.random(len(values)) < told.odd_share)
            places[odd] += told.codes * rng.integers(0, told.ways, len(odd))
        gone = np.flatnonzero(values == BLANK)
        token = (rng.random(len(gone)) < BLANK_TOKENS) * rng.integers(
            0, len(self.blanks), len(gone)
        )
        places[gone] = len(told.texts) + token
        return self._labels[column.name].take(pa.array(places))
