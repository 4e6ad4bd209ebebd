"""What every section of the digest is: a name, a place in the order, and a pure composition."""

from abc import ABC, abstractmethod
from typing import ClassVar

from bot.digest.material import DigestMaterial
from bot.digest.report import Part
from bot.digest.words import Words


class DigestPart(ABC):
    """One section; adding one means adding one file to `bot/digest/parts`.

    `name` is the file's name. `order` decides the place; no two parts share one. `brief`: whether
    it stands in a quiet week, `first` in the first digest, both of which say little.
    """

    name: ClassVar[str]
    order: ClassVar[int]
    brief: ClassVar[bool] = False
    first: ClassVar[bool] = False

    def fits(self, material: DigestMaterial) -> bool:
        """Whether such a digest has this section at all; if not, its absence is not mentioned."""
        if material.quiet:
            return self.brief
        return self.first or material.replayed or not material.is_first

    @abstractmethod
    def compose(self, material: DigestMaterial, words: Words) -> Part | None:
        """The section, or None where there is nothing to say. Pure: same material, same part."""
