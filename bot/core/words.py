"""Names of a fixed list that are looked up by the million, and hash as quickly as plain text."""

from enum import StrEnum


class Word(StrEnum):
    """A name of a fixed list that is equal to its text, and so has its text's hash too.

    Python's own enumerations hash by another name, in Python, at each of a dozen look-ups for each
    message.
    """

    __hash__ = str.__hash__
