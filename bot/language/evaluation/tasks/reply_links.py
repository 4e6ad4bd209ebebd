"""Reply links, and the conversations they make, on the dev part of irc-disentanglement."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from bot.core.errors import TummlerError
from bot.language.evaluation.calibration import calibration_error
from bot.language.evaluation.conversations import count_links, pooled, score_links
from bot.language.evaluation.figures import Asked, Figure, interval
from bot.language.evaluation.folding import Decided, by_rules, fold, parents_of, previous
from bot.language.evaluation.irc_days import Day, read_days, silenced
from bot.language.links_net import LinkNet, shipped

PART = "dev"
PROVED = {"P": 30.8, "R": 29.6, "F": 30.2}
"""The previous message on the dev part; the scorer must find this again before anything else."""
NEAR = 0.2
SURE = 0.5
"""A link below this is told as doubtful wherever a link is shown."""
OURS = "published-tables.md, measured on these files"
THEIRS = "Kummerfeld et al., ACL 2019, their test files"
PUBLISHED: Mapping[str, Mapping[str, float]] = {
    "linear": {"P": 64.7, "R": 62.3, "F": 63.5, "VI": 88.9, "1-1": 69.5, "exact F": 21.8},
    "feed-forward": {"P": 73.7, "R": 71.0, "F": 72.3, "VI": 91.3, "1-1": 75.6, "exact F": 36.2},
    "ten voting": {"P": 74.9, "R": 72.2, "F": 73.5, "VI": 91.5, "1-1": 76.0, "exact F": 38.0},
    "two people": {"VI": 95.0, "1-1": 83.8, "exact F": 49.5},
}


@dataclass(eq=False)  # errors are compared by identity
class ScorerWrong(TummlerError):
    """The scorer is not to be trusted: for the previous message it finds {found}, not {wanted}.
    Either these are other files, or the scorer is broken; nothing else is printed.
    """

    found: str
    wanted: str


@dataclass(eq=False)
class TrainedOn(TummlerError):
    """The linker learned from {days} of these days; what it makes of them says nothing."""

    days: int


@dataclass(slots=True)
class ReplyLinks:
    """Every way of linking, scored alike."""

    name: str = "reply_links"
    title: str = "Reply links"
    needs: tuple[str, ...] = ("irc-disentanglement",)
    net: LinkNet | None = field(default=None)

    def figures(self, asked: Asked) -> Iterable[Figure]:
        """Raises ScorerWrong, TrainedOn and ModelDamaged."""
        net = self.net or shipped()
        days = read_days(asked.data, PART)
        known = sum(day.digest in net.trained_on for day in days)
        if known:
            raise TrainedOn(known)
        yield from _proof(days, asked)
        for model, decided in (
            ("rules-1", [by_rules(day) for day in days]),
            ("links-3", [fold(day, net) for day in days]),
        ):
            yield from _scored(model, days, decided, asked)
        silent = [silenced(day) for day in days]
        for model, decided in (
            ("rules-1, nobody called by name", [by_rules(day) for day in silent]),
            ("links-3, nobody called by name", [fold(day, net) for day in silent]),
        ):
            yield from _scored(model, days, decided, asked)
        for model, scores in PUBLISHED.items():
            for metric, score in scores.items():
                yield _figure(
                    *(model, metric, 0),
                    published=score,
                    split="test",
                    convention="other files: compare loosely",
                    source=THEIRS,
                )


def _proof(days: Sequence[Day], asked: Asked) -> Iterable[Figure]:
    figures = list(_scored("previous message", days, [previous(day) for day in days], asked))
    found = {figure.metric: figure.ours or 0.0 for figure in figures}
    if any(abs(found[metric] - wanted) > NEAR for metric, wanted in PROVED.items()):
        told = " / ".join(f"{found[metric]:.1f}" for metric in PROVED)
        raise ScorerWrong(told, " / ".join(f"{wanted:.1f}" for wanted in PROVED.values()))
    return figures


def _scored(
    model: str, days: Sequence[Day], decided: Sequence[Mapping[int, Decided]], asked: Asked
) -> Iterable[Figure]:
    parents = [parents_of(each) for each in decided]
    scores = score_links(days, parents)
    counts = [count_links(day, each) for day, each in zip(days, parents, strict=True)]
    n = sum(count.predicted for count in counts)
    published = PROVED if model == "previous message" else {}
    for place, (metric, ours) in enumerate(
        {"P": scores.precision, "R": scores.recall, "F": scores.f}.items()
    ):
        low, high = interval(counts, lambda some, place=place: pooled(some)[place], asked)
        yield _figure(model, metric, n, ours, published=published.get(metric), low=low, high=high)
    others = {"VI": scores.vi, "1-1": scores.one_to_one, "exact F": scores.exact}
    for metric, ours in others.items():
        yield _figure(model, metric, n, ours)
    if model != "previous message":
        yield _figure(model, "calibration error", n, calibration_error(days, decided))
        doubtful = [
            each.confidence < SURE
            for day, links in zip(days, decided, strict=True)
            for line, each in links.items()
            if line in day.gold and day.lines[line] is not None
        ]
        yield _figure(model, "doubtful links, %", n, 100 * sum(doubtful) / len(doubtful))


def _figure(
    model: str,
    metric: str,
    n: int,
    ours: float | None = None,
    *,
    published: float | None = None,
    low: float | None = None,
    high: float | None = None,
    split: str = PART,
    convention: str = "undirected links, pooled over files",
    source: str = OURS,
) -> Figure:
    return Figure(
        table="reply_links",
        split=split,
        model=model,
        metric=metric,
        published=published,
        ours=ours,
        low=low,
        high=high,
        n=n,
        convention=convention,
        source=source,
        tag="read" if split == "test" else "measured",
    )


TASK = ReplyLinks()
