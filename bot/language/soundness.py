"""Says what is here of the encoder, and whether it is what it claims to be."""

import time
from dataclasses import dataclass
from pathlib import Path

from bot.core.readings import EncoderMissing
from bot.language.encoder import EncoderChoice, open_model
from bot.language.graphs import Precision, damage, graph_folder, model_name
from bot.language.reference import exactness
from bot.language.sentences import MAX_TOKENS
from bot.language.weights import Weights, WeightsRefused, checked, find_weights, places


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A folder in which weights are looked for, and whether both files are there."""

    source: str
    folder: Path
    there: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Status:
    """What is here; `model` None: nothing is.

    `graph`: the folder of what was built from the weights; `wrong`: why that cannot be used, None
    if it can. Only if not are the weights hashed; `refused`: what is wrong with them then.
    """

    places: tuple[Place, ...]
    model: str | None
    graph: Path | None
    wrong: str | None
    refused: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """A model held against the reference: largest difference of a number, smallest cosine."""

    model: str
    source: str
    difference: float
    cosine: float
    exact: bool
    seconds: float


def status(choice: EncoderChoice) -> Status:
    """Look at every place, in the order in which weights are taken from them."""
    seen = tuple(
        Place(
            source=source,
            folder=folder,
            there=find_weights(folder, folder) is not None,
        )
        for source, folder in places(choice.configured, choice.cache)
    )
    weights = find_weights(choice.configured, choice.cache)
    if weights is None:
        return Status(places=seen, model=None, graph=None, wrong=None)
    folder = graph_folder(choice.cache, weights, choice.precision)
    wrong = damage(folder)
    return Status(
        places=seen,
        model=model_name(weights, choice.precision, choice.max_tokens),
        graph=folder,
        wrong=wrong,
        refused=None if wrong is None else _refused(weights),
    )


def verified(choice: EncoderChoice) -> Proof:
    """Hash the weights, build the graph if it is not sound, and compute the reference anew.

    Raises EncoderMissing, WeightsRefused, CacheDamaged and NoSpace.
    """
    weights = _weights(choice)
    start = time.perf_counter()
    # The reference was made with the usual length, whatever is set for the house.
    usual = EncoderChoice(
        cache=choice.cache,
        configured=choice.configured,
        precision=choice.precision,
        threads=choice.threads,
        max_tokens=MAX_TOKENS,
    )
    model = open_model(checked(weights), usual)
    found = [exactness(each) for each in (model, model.in_threads(1))]
    return Proof(
        model=model_name(weights, choice.precision, choice.max_tokens),
        source=weights.source,
        difference=max(each.difference for each in found),
        cosine=min(each.cosine for each in found),
        exact=all(each.within(float32=choice.precision is Precision.FLOAT32) for each in found),
        seconds=time.perf_counter() - start,
    )


def _refused(weights: Weights) -> str | None:
    try:
        checked(weights)
    except WeightsRefused as refused:
        return str(refused)
    return None


def _weights(choice: EncoderChoice) -> Weights:
    weights = find_weights(choice.configured, choice.cache)
    if weights is None:
        raise EncoderMissing
    return weights
