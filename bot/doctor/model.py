"""Looks at what reads meaning: the encoder's files, its exactness and speed, the languages."""

import asyncio
import time
from collections.abc import Sequence
from datetime import timedelta

from bot.core.readings import NotMeasured
from bot.doctor.base import Check, Group, Looking, Mend, Patient, Seen, Surroundings
from bot.language.encoder import EncoderChoice, open_model
from bot.language.graphs import built
from bot.language.reference import texts
from bot.language.sentences import encode
from bot.language.soundness import Status, status, verified
from bot.language.tongues import KNOWN
from bot.language.weights import Weights, checked, find_weights

HEARD = timedelta(days=28)
MANY_UNKNOWN = 0.5
"""From this share of unread messages on, numbers that rest on language tell of a minority."""
BUSY = 0.5
"""An encoder that is at work for half of each second has no room for a busy hour."""
_DAY = timedelta(days=1)
_FETCH = "put model.safetensors and tokenizer.json there, or unset it and `tummler models fetch`"
_WEIGHTS = "the encoder's weights, which `tummler models fetch` brings"
_SETTINGS = "settings that can be read"


def _of(patient: Patient) -> tuple[EncoderChoice, Status] | None:
    choice = patient.around.encoder
    return None if choice is None else (choice, status(choice))


async def files(patient: Patient) -> Sequence[Seen]:
    """M01: weights with the right digest, and the graph that was built from them."""
    known = _of(patient)
    if known is None:
        return [Seen.waiting(_SETTINGS)]
    choice, found = known
    if choice.local is not None:
        return [Seen.fine("a local model takes the encoder's place", str(choice.local))]
    weights = find_weights(choice.configured, choice.cache)
    if weights is None and choice.configured is not None:
        return [Seen.warned("no weights are in the folder that TUMMLER_ENCODER names", _FETCH)]
    if weights is None:
        return [Seen.waiting(_WEIGHTS)]
    try:
        await asyncio.to_thread(checked, weights)
    except NotMeasured as refused:
        return [Seen.failed(str(refused), "remove them, then `tummler models fetch`")]
    if found.wrong is not None:
        seen = f"the model's graph cannot be used: {found.wrong}"
        return [Seen.warned(seen, "`tummler models fetch` builds it", auto=True)]
    return [Seen.fine(f"{found.model}, from {weights.source}, {choice.precision}")]


async def build(around: Surroundings) -> None:
    """Build the graph of the weights that are here."""
    choice = around.encoder
    weights = None if choice is None else find_weights(choice.configured, choice.cache)
    if choice is not None and weights is not None:
        await asyncio.to_thread(built, weights, choice.cache, choice.precision)


def _ready(patient: Patient) -> tuple[EncoderChoice, Weights] | None:
    """What can be tried without building or fetching anything first."""
    known = _of(patient)
    if known is None or known[0].local is not None or known[1].wrong is not None:
        return None
    weights = find_weights(known[0].configured, known[0].cache)
    return None if weights is None else (known[0], weights)


def _until_ready(patient: Patient) -> Seen:
    known = _of(patient)
    if known is None:
        return Seen.waiting(_SETTINGS)
    missing = known[1].model is None and known[0].local is None
    return Seen.waiting(_WEIGHTS if missing else "M01")


async def exact(patient: Patient) -> Sequence[Seen]:
    """M02: invented texts give the vectors that they are known to give."""
    ready = _ready(patient)
    if ready is None:
        return [_until_ready(patient)]
    try:
        proof = await asyncio.to_thread(verified, ready[0])
    except NotMeasured:
        return [Seen.waiting("M01")]
    if not proof.exact:
        seen = (
            f"64 known texts give other vectors; the largest difference is {proof.difference:.1e}"
        )
        return [Seen.failed(seen, "`tummler models verify` tells more; fetch the weights anew")]
    return [Seen.fine("64 known texts give the known vectors")]


async def speed(patient: Patient) -> Sequence[Seen]:
    """M03: the encoder keeps up with the busiest community of the last weeks."""
    ready = _ready(patient)
    if ready is None:
        return [_until_ready(patient)]
    choice, weights = ready
    rate = await asyncio.to_thread(_rate, weights, choice)
    counts = [each.messages for each in await patient.store.heard(patient.around.now - HEARD)]
    most = max(counts, default=0) / (HEARD / _DAY)
    needed = most / _DAY.total_seconds()
    seen = f"{rate:,.0f} texts a second; the busiest community wrote {most:,.0f} messages a day"
    if needed > BUSY * rate:
        fix = "set TUMMLER_FAST=1, or give it more cores with TUMMLER_THREADS"
        return [Seen.warned(seen, fix)]
    return [Seen.fine(seen)]


def _rate(weights: Weights, choice: EncoderChoice) -> float:
    """Texts a second, in one batch, once the model is open."""
    model, said = open_model(weights, choice), texts()
    encode(model, said)
    start = time.perf_counter()
    encode(model, said)
    return len(said) / (time.perf_counter() - start)


async def languages(patient: Patient) -> Sequence[Seen]:
    """M04: what is spoken can mostly be read; of the rest nothing is guessed."""
    found: list[Seen] = []
    for each in await patient.store.heard(patient.around.now - HEARD):
        share = each.unread / each.messages
        seen = f"the language of {share:.0%} of {each.messages:,} messages is not a known one"
        if share > MANY_UNKNOWN:
            fix = f"nothing is guessed of these; known are {', '.join(sorted(KNOWN))}"
            found.append(Seen.warned(seen, fix, each.community))
        else:
            found.append(Seen.fine(seen, each.community))
    return found or [Seen.waiting("messages of the last four weeks")]


async def text_model(_patient: Patient) -> Sequence[Seen]:
    """M05: which text model is asked, and what it is sent."""
    return [Seen.fine("off: this version cannot call one, and no text is sent anywhere")]


async def retired(patient: Patient) -> Sequence[Seen]:
    """M06: no service is set up that has been shut down."""
    named = [name for name in patient.around.unknown_settings if "PERSPECTIVE" in name]
    return [
        Seen.failed(
            "Perspective was shut down; nothing is sent to it",
            "unset it; hostility is read on this machine",
            where=name,
        )
        for name in named
    ] or [Seen.fine("no retired service is named in the settings")]


def _check(name: str, about: str, look: Looking, mend: Mend | None = None) -> Check:
    return Check(id=name, group=Group.MODEL, about=about, look=look, mend=mend)


CHECKS = (
    _check(
        "M01",
        "the language model's files are there and are the known ones",
        files,
        Mend(says="Building the model's graph from the weights that are here", do=build),
    ),
    _check("M02", "known sentences give the known result", exact),
    _check("M03", "it is fast enough for the community", speed),
    _check("M04", "the languages spoken are known ones", languages),
    _check("M05", "what a text model is sent, and what it costs", text_model),
    _check("M06", "no retired service is set up", retired),
)
