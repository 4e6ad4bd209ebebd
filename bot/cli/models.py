"""`tummler models`: the encoder's weights, where they come from, and how exact the model is."""

import json
from dataclasses import asdict
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.context import Common
from bot.cli.errors import FAILED, REFUSED
from bot.settings import Settings

if TYPE_CHECKING:
    from bot.language.encoder import EncoderChoice


class Ask(StrEnum):
    """What is asked about the models."""

    FETCH = "fetch"
    STATUS = "status"
    VERIFY = "verify"


_DOING = {
    Ask.FETCH: "Fetching the encoder's weights and preparing them for this machine",
    Ask.STATUS: "Looking",
    Ask.VERIFY: "Hashing the weights and computing the reference anew",
}
_FIX = "`tummler models fetch` brings the weights."
Answer = tuple[dict[str, object], list[str], int]
"""As JSON, as lines for people, and the exit code."""


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("models")(models)


def models(
    context: typer.Context,
    ask: Annotated[
        Ask,
        typer.Argument(
            help="fetch: bring the weights, unless they are here. status: tell what is here. "
            "verify: hash the weights and compute the reference vectors anew."
        ),
    ],
    *,
    as_json: Annotated[bool, typer.Option("--json", help="Print the answer as JSON.")] = False,
) -> int:
    """The encoder's weights: fetch them, tell where they are, verify that they are exact."""
    common: Common = context.obj
    choice = encoder_choice(common.settings())
    answers = {Ask.FETCH: _fetch, Ask.STATUS: _status, Ask.VERIFY: _verify}
    with common.console.status(_DOING[ask]):
        told, lines, code = answers[ask](choice)
    if as_json:
        typer.echo(json.dumps(told, default=str, indent=1))
    else:
        for line in lines:
            typer.echo(line)
    return code


def encoder_choice(settings: Settings) -> "EncoderChoice":
    """The encoder that the settings ask for."""
    from bot.language.encoder import EncoderChoice
    from bot.language.graphs import Precision

    return EncoderChoice(
        cache=settings.cache,
        configured=settings.encoder,
        precision=Precision.INT8 if settings.fast else Precision.FLOAT32,
        threads=settings.threads,
        max_tokens=settings.max_tokens,
        local=settings.local_encoder,
    )


def _fetch(choice: "EncoderChoice") -> Answer:
    """Bring the weights and build their graph, so that nothing is built while somebody talks."""
    from bot.language.fetching import fetch
    from bot.language.graphs import built, model_name

    weights = fetch(choice.configured, choice.cache)
    ready = built(weights, choice.cache, choice.precision)
    name = model_name(weights, choice.precision, choice.max_tokens)
    told: dict[str, object] = {
        "model": name,
        "weights": weights.folder,
        "source": weights.source,
        "graph": ready.folder,
        "built": ready.fresh,
    }
    how = "was built and agrees with the reference" if ready.fresh else "was there already"
    return told, [f"Weights: from {weights.source}, digest right.", f"Graph: {how}.", name], 0


def _status(choice: "EncoderChoice") -> Answer:
    from bot.language.soundness import status

    found = status(choice)
    lines = [
        f"{each.source}: {'here' if each.there else 'nothing there'} ({each.folder})"
        for each in found.places
    ]
    if choice.local is not None:
        lines.append(f"A local model takes its place: {choice.local}")
    if found.model is None:
        lines.append(f"No weights: what needs the encoder is not measured. {_FIX}")
    elif found.refused is not None:
        return asdict(found), [*lines, found.refused], REFUSED
    elif found.wrong is not None:
        lines.append(f"Graph: not ready, {found.wrong}; it is built by the first use.")
    else:
        lines += [f"Graph: ready ({found.graph})", f"Model: {found.model}"]
    return asdict(found), lines, 0 if found.model is not None else FAILED


def _verify(choice: "EncoderChoice") -> Answer:
    from bot.language.soundness import verified

    proof = verified(choice)
    lines = [
        f"Weights: from {proof.source}, digest right.",
        f"Model: {proof.model}",
        f"Reference, 64 texts, alone and in batches: {'exact' if proof.exact else 'NOT EXACT'}.",
        f"Largest difference {proof.difference:.1e}, smallest cosine {proof.cosine:.7f}.",
    ]
    return asdict(proof), lines, 0 if proof.exact else FAILED
