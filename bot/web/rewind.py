"""The page on which somebody rates what would have been said in their archive, card by card."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files
from typing import Final

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

from bot.core.ids import ChannelKey, MemberKey, MessageKey
from bot.core.interventions import Audience
from bot.core.ports import Clock
from bot.core.reviews import FEWEST_CASES, Label
from bot.digest.palette import DARK, LIGHT
from bot.digest.silences import label as reason_label
from bot.digest.words import Words
from bot.services.excerpts import Excerpt, Said
from bot.services.rating import Rating, RatingCard, precision
from bot.services.reviewing import NoSuchMoment
from bot.web.drawing import plainly, templates
from bot.web.guarding import LIVE, filled_in, kept_here
from bot.web.serving import SAFE
from prompts import phrases

LABELS: Final = {
    "say": (Label.SAY, "rewind-page-say"),
    "dont-say": (Label.DONT_SAY, "rewind-page-dont-say"),
    "too-late": (Label.TOO_LATE, "rewind-page-too-late"),
}
_VALUE: Final = {label: value for value, (label, _) in LABELS.items()}
HERE: Final = MemberKey(platform="replay", member="at this machine")
"""Who rates: whoever sits at the machine that holds the archive."""
_SECONDS_A_CARD: Final = 15
_LETTERS: Final = 26


@dataclass(frozen=True, slots=True, kw_only=True)
class Rewound:
    """What the page is about: the archive's `name` and `zone`, what practices and rooms are called.

    `excerpts` are held in memory only, for as long as somebody looks. `digest`: its page.
    """

    name: str
    zone: str
    practices: Mapping[str, str]
    rooms: Mapping[ChannelKey, str]
    excerpts: Mapping[MessageKey, Excerpt]
    digest: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownLine:
    """One line of the talk. `wanted`: it is the one that was looked at."""

    who: str
    when: str
    text: str
    wanted: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownCard:
    """A card, ready for the template; `said` is the button that was pressed, or empty."""

    id: str
    heading: str
    when: str
    before: tuple[ShownLine, ...]
    after: tuple[ShownLine, ...]
    later: str
    decided: str
    draft: str
    because: str
    said: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownPrecision:
    """How apt one practice was."""

    practice: str
    rated: int
    said: int
    least: str


class RewindPages:
    """Draws the cards and takes what is said of them."""

    def __init__(self, rating: Rating, rewound: Rewound, clock: Clock) -> None:
        self._rating = rating
        self._rewound = rewound
        self._clock = clock
        self._say = phrases().say
        self._words = Words("en", rewound.zone)

    def build(self, *, hosts: list[str]) -> Starlette:
        """The application. `hosts`: the names it answers to."""
        digest = HTMLResponse(self._rewound.digest, headers=SAFE)
        return Starlette(
            routes=[
                Route("/", RedirectResponse("/rewind", headers=LIVE)),
                Route("/rewind", kept_here(self.page), methods=["GET"]),
                Route("/rewind/rate", kept_here(self.rate), methods=["POST"]),
                Route("/rewind.js", kept_here(_script), methods=["GET"]),
                Route("/digest", digest, methods=["GET"]),
            ],
            middleware=[Middleware(TrustedHostMiddleware, allowed_hosts=hosts)],
        )

    async def page(self, request: Request) -> Response:
        """The card that was asked for, or the next one without a label."""
        cards = await self._rating.cards()
        asked = request.query_params.get("card")
        noted = next((c for c in cards if c.id == request.query_params.get("noted")), None)
        unrated = [card for card in cards if card.said is None]
        shown = next((card for card in cards if card.id == asked), unrated[0] if unrated else None)
        return HTMLResponse(self._drawn(cards, shown, noted), headers=LIVE)

    async def rate(self, request: Request) -> Response:
        """Keep what is said of a card, and go to the next."""
        said = await filled_in(request)
        label, _ = LABELS.get(said.get("label", ""), (None, ""))
        card = said.get("card", "")
        if label is None:
            return RedirectResponse("/rewind", status_code=303, headers=LIVE)
        try:
            await self._rating.rate(card, label, HERE, self._clock.now())
        except NoSuchMoment:
            told = self._say("rewind-page-gone")
            return PlainTextResponse(told, status_code=404, headers=LIVE)
        return RedirectResponse(f"/rewind?noted={card}", status_code=303, headers=LIVE)

    def _drawn(
        self, cards: Sequence[RatingCard], shown: RatingCard | None, noted: RatingCard | None
    ) -> str:
        say, left = self._say, [card for card in cards if card.said is None]
        rated = len(cards) - len(left)
        others = [card.id for card in left if shown is None or card.id != shown.id]
        after = [card.id for card in left if shown and card.ruling.at > shown.ruling.at]
        minutes = math.ceil(len(left) * _SECONDS_A_CARD / 60)
        return (
            templates()
            .get_template("rewind.html")
            .render(
                say=say,
                light=LIGHT,
                dark=DARK,
                name=self._rewound.name,
                progress=say(
                    "rewind-page-done",
                    rated=rated,
                    cards=len(cards),
                    left=len(left),
                    minutes=minutes,
                ),
                noted=self._noted(noted),
                card=None if shown is None else self._card(shown),
                next_card=next(iter(after or others), None),
                labels=[(value, say(name)) for value, (_, name) in LABELS.items()],
                precision=self._precision(cards),
                few=say("rewind-page-few", rated=rated, needed=FEWEST_CASES),
                cards=[(f"/rewind?card={c.id}", self._line(c), self._said(c)) for c in cards],
            )
        )

    def _noted(self, card: RatingCard | None) -> Mapping[str, str] | None:
        if card is None or card.said is None:
            return None
        words = self._say("rewind-page-noted", label=self._said(card))
        return {"card": card.id, "words": words}

    def _said(self, card: RatingCard) -> str:
        if card.said is None:
            return self._say("rewind-page-unrated")
        return self._say(LABELS[_VALUE[card.said]][1])

    def _line(self, card: RatingCard) -> str:
        return f"{self._words.moment(card.ruling.need_at or card.ruling.at)}: {self._heading(card)}"

    def _heading(self, card: RatingCard) -> str:
        room = card.ruling.channel.room
        return self._say(
            "rewind-page-heading",
            practice=self._rewound.practices.get(card.ruling.practice, card.ruling.practice),
            room=self._words.room(self._rewound.rooms.get(room, room.channel)),
        )

    def _card(self, card: RatingCard) -> ShownCard:
        ruling, say = card.ruling, self._say
        found = self._rewound.excerpts.get(ruling.need)
        waited = None if ruling.need_at is None else ruling.at - ruling.need_at
        before = () if found is None else (*found.before, found.message)
        after = () if found is None else found.after
        # What was written before the look stands above it: a person then saw as much.
        seen = [each for each in after if each.at <= ruling.at]
        return ShownCard(
            id=card.id,
            heading=self._heading(card),
            when=self._words.moment(ruling.need_at or ruling.at),
            before=tuple(self._shown(each, ruling.need) for each in (*before, *seen)),
            after=tuple(self._shown(each, ruling.need) for each in after if each not in seen),
            later=""
            if waited is None
            else say("rewind-page-later", waited=self._words.duration(waited)),
            decided=self._decided(card),
            draft=self._draft(card),
            because=ruling.because,
            said="" if card.said is None else _VALUE[card.said],
        )

    def _decided(self, card: RatingCard) -> str:
        if not card.would_have_spoken:
            return self._say("rewind-page-silent")
        told = card.ruling.audience is Audience.MODERATORS
        return self._say("rewind-page-would-moderators" if told else "rewind-page-would")

    def _draft(self, card: RatingCard) -> str:
        if not card.would_have_spoken:
            return reason_label(card.ruling.reason, self._words)
        return card.ruling.draft or self._say("rewind-page-no-words")

    def _shown(self, line: Said, wanted: MessageKey) -> ShownLine:
        number, letter = divmod(line.who, _LETTERS)
        name = chr(ord("A") + letter) + (str(number) if number else "")
        person = self._say("rewind-page-person", letter=name)
        return ShownLine(
            who=self._say("rewind-page-program") if line.automated else person,
            when=self._words.moment(line.at),
            text=plainly(line.text),
            wanted=line.key == wanted,
        )

    def _precision(self, cards: Sequence[RatingCard]) -> list[ShownPrecision]:
        return [
            ShownPrecision(
                practice=self._rewound.practices.get(practice, practice),
                rated=evidence.reviewed,
                said=evidence.say,
                least=self._words.percent(evidence.at_least or 0.0),
            )
            for practice, evidence in precision(cards).items()
        ]


async def _script(_request: Request) -> Response:
    source = (files("bot.web") / "rewind.js").read_text(encoding="utf-8")
    return Response(source, media_type="text/javascript", headers=LIVE)
