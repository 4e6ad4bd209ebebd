"""Scam links: how many listed domains are told, and how many ordinary hosts are taken for one."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bot.language.evaluation.binary import Labelled, Weighted, auc
from bot.language.evaluation.domains import NEEDS, read_ordinary, read_scams
from bot.language.evaluation.figures import Asked, Figure
from bot.language.evaluation.rows import Rows
from bot.language.hosts import Host
from bot.language.scam_head import ScamHead, scam_head

CONVENTION = "each host by the model that left out what its owner registered"
ALLOWED = 7
"""Alarms in a thousand ordinary hosts."""


@dataclass(slots=True)
class ScamLinks:
    """The head with and without the owners' list, and the suffix alone."""

    name: str = "scam_links"
    title: str = "Scam and look-alike links"
    needs: tuple[str, ...] = NEEDS
    head: ScamHead | None = None

    def figures(self, asked: Asked) -> Iterable[Figure]:
        """Raises HeadDamaged."""
        head = self.head or scam_head()
        scams, ordinary = read_scams(asked.data), read_ordinary(asked.data)
        hosts = [*scams, *ordinary]
        rows = Rows(
            table="scam_links",
            split="by registered domain",
            convention=CONVENTION,
            source="discord-scam-links; hosts in the sets of talk",
            asked=asked,
        )
        labelled = _labelled(hosts, len(scams))
        for model, owners in ((head.version, True), (f"{head.version}, no owners' list", False)):
            score, told = _told(hosts, head, owners=owners)
            recall, alarms = _among(labelled.yes, told), _among(~labelled.yes, told, 1000.0)
            yield rows.measured(model, "recall", labelled, recall)
            yield rows.measured(model, "alarms per 1,000 ordinary hosts", labelled, alarms)
            yield rows.measured(model, "AUC", labelled, auc(labelled, score))
        yield from _trivial(rows, labelled, hosts)
        yield rows.plain("labels", "scam hosts", float(len(scams)), len(scams))
        yield rows.plain("labels", "ordinary hosts", float(len(ordinary)), len(ordinary))


def _trivial(rows: Rows, labelled: Labelled, hosts: Sequence[Host]) -> Iterable[Figure]:
    """By nothing but how long the registered part is."""
    length = labelled.characters.astype(np.float64)
    cut = np.quantile(length[~labelled.yes], 1 - ALLOWED / 1000)
    recall = _among(labelled.yes, length > cut)
    yield rows.measured("length", "recall at 7 alarms or fewer", labelled, recall)
    yield rows.measured("length", "AUC", labelled, auc(labelled, length))
    hyphens = np.array([host.label.count("-") for host in hosts], np.float64)
    yield rows.measured("hyphens", "AUC", labelled, auc(labelled, hyphens))


def _labelled(hosts: Sequence[Host], scams: int) -> Labelled:
    owners = {name: at for at, name in enumerate(dict.fromkeys(h.registered for h in hosts))}
    return Labelled(
        yes=np.arange(len(hosts)) < scams,
        cluster=np.array([owners[host.registered] for host in hosts], np.intp),
        characters=np.array([len(host.registered) for host in hosts], np.int64),
    )


def _told(
    hosts: Sequence[Host], head: ScamHead, *, owners: bool
) -> tuple[NDArray[np.float64], NDArray[np.bool_]]:
    """Share and verdict of each host, by a model that did not learn from its owner."""
    score, told = np.zeros(len(hosts)), np.zeros(len(hosts), np.bool_)
    folds = [head.model.fold_of(host.registered) for host in hosts]
    for fold in set(folds):
        places = [place for place, each in enumerate(folds) if each == fold]
        score[places] = head.shares([hosts[place] for place in places], fold, owners=owners)
        told[places] = [head.model.says(float(share), fold) for share in score[places]]
    return score, told


def _among(some: NDArray[np.bool_], told: NDArray[np.bool_], of: float = 1.0) -> Weighted:
    def share(weights: NDArray[np.float64]) -> float:
        return of * float(weights[some & told].sum() / weights[some].sum())

    return share


TASK = ScamLinks()
