"""Whether a message links to a host that looks like a trap, judged by the host's name alone."""

from collections.abc import Sequence
from functools import cache
from typing import Self

import numpy as np
from numpy.typing import NDArray

from bot.core.readings import Head
from bot.language.folded import FoldedModel
from bot.language.head_files import shipped
from bot.language.host_shapes import OWNERS, shapes_of
from bot.language.hosts import Host, hosts_of

NAME = "scam"


class ScamHead:
    """Never opens or looks up a link. A host that the owner of an imitated name holds has share 0,
    by a list that was written by hand; every other host is judged by how it is built.
    """

    head = Head.SCAM
    version = "scam-1"

    def __init__(self, model: FoldedModel) -> None:
        self.model = model

    @classmethod
    def read(cls, data: bytes) -> Self:
        """The model of a file; raises HeadDamaged."""
        return cls(FoldedModel.read(data, NAME, dense=0))

    def shares(
        self, hosts: Sequence[Host], fold: int | None = None, *, owners: bool = True
    ) -> NDArray[np.float64]:
        """How likely each host is a trap, shape (n,). `owners` False: without the list by hand."""
        found = self.model.shares(shapes_of(hosts), np.empty((len(hosts), 0), np.float32), fold)
        if owners:
            found[[host.registered in OWNERS for host in hosts]] = 0.0
        return found

    def share(self, text: str) -> float | None:
        """Of the worst host in a message as it was written; None where it links to no host."""
        return self.worst([text])[0]

    def worst(self, texts: Sequence[str]) -> list[float | None]:
        """The same for many messages; a host that several link to is judged once."""
        linked = [hosts_of(text) for text in texts]
        known = list(dict.fromkeys(host for hosts in linked for host in hosts))
        if not known:
            return [None] * len(linked)
        judged = dict(zip(known, self.shares(known).tolist(), strict=True))
        return [max((judged[host] for host in hosts), default=None) for hosts in linked]


@cache
def scam_head() -> ScamHead:
    """The one that came with Tummler; raises HeadDamaged."""
    return ScamHead.read(shipped(NAME))
