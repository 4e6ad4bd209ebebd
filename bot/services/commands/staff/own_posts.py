"""What moderators write themselves for an hour of their choice: form, list, and taking back."""

from collections.abc import Mapping
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.core.cards import (
    Action,
    Answer,
    Button,
    Card,
    Fact,
    Field,
    FieldKind,
    Form,
    Option,
    Role,
    Section,
    Style,
)
from bot.core.display import shown_name
from bot.core.errors import TummlerError
from bot.core.ids import ChannelKey, OwnPostId
from bot.core.own_posts import (
    LONGEST_ANSWER,
    LONGEST_QUESTION,
    LONGEST_THREAD,
    LONGEST_WORDS,
    MOST_ANSWERS,
    Counted,
    OwnPost,
    OwnPostStatus,
    Written,
)
from bot.services.commands.base import Asked, Behind, Command, Press
from bot.services.commands.rooms import room_called, room_id, room_name, rooms_seen
from bot.services.commands.telling import few, said, when
from bot.services.own_posting import InQuietHours, NeverSaid, NotAhead, OwnPosting

AREA = "ownpost"
NEW = "new"
AT_ONCE = 5
FEWEST_ANSWERS = 2
MOST_POLLS = 3
"""So many of the latest are asked for; each is a question to the platform."""
_MOMENT = "%Y-%m-%d %H:%M"


class Post(Command):
    """Sets a moderator's own words for an hour in a room, under their name."""

    name = "post"
    role = Role.MODERATOR
    staff = True
    presses = (
        Press(area=AREA, verb="set", role=Role.MODERATOR),
        Press(area=AREA, verb="edit", role=Role.MODERATOR, opens_form=True),
    )

    def __init__(self, behind: Behind) -> None:
        super().__init__(behind)
        self._posting = OwnPosting(behind.open_unit, behind.homes)

    async def answer(self, asked: Asked) -> Answer:
        """The form, empty."""
        room = "" if asked.channel is None else room_id(asked.channel.room)
        return await self._form(NEW, {"room": room}, asked)

    async def pressed(self, action: Action, asked: Asked) -> Answer | None:
        """Open it with what was set, or set what was handed in."""
        if action.verb == "edit":
            held = await self._posting.theirs(asked.community, OwnPostId(action.key), asked.member)
            return await self._form(action.key, _filled(held, asked), asked)
        form = await self._form(action.key, asked.said, asked)
        wrong = _wrong(asked)
        room = await self._room(asked.said.get("room", ""), asked)
        if room is None:
            wrong["room"] = asked.words.say("own-post-no-room")
        at = _moment(asked)
        if at is None:
            wrong["when"] = asked.words.say("refusal-when")
        if wrong or room is None or at is None:
            return form.again(asked.said, wrong)
        return await self._set(action.key, room, at, form, asked)

    async def _set(
        self, key: str, room: ChannelKey, at: datetime, form: Form, asked: Asked
    ) -> Answer:
        try:
            post = await self._posting.place(
                asked.community,
                room,
                _written(asked.said),
                at,
                by=asked.member,
                now=asked.at,
                instead=None if key == NEW else OwnPostId(key),
            )
        except (NotAhead, InQuietHours) as wrong:
            return form.again(asked.said, {"when": _told(wrong, asked)})
        except NeverSaid as wrong:
            return form.again(asked.said, {"words": _told(wrong, asked)})
        where = await room_name(self.behind, asked.community, room)
        moment = when(post.at, asked.zone, asked.words)
        lines = [asked.words.say("own-post-how")]
        if post.written and post.written.answers:
            lines.append(asked.words.say("own-post-poll"))
        return said(asked.words.say("own-post-set", at=moment, room=where), *lines)

    async def _room(self, named: str, asked: Asked) -> ChannelKey | None:
        """A room as it was chosen from a list, or by its name where the list is too long."""
        seen = await rooms_seen(self.behind.open_unit, asked)
        chosen = next((each for each in seen if room_id(each) == named), None)
        return chosen or await room_called(self.behind, asked, named)

    async def _form(self, key: str, filled: Mapping[str, str], asked: Asked) -> Form:
        rooms = await rooms_seen(self.behind.open_unit, asked)
        options = tuple(
            Option(value=room_id(room), label=shown_name(name))
            for room, name in sorted(rooms.items(), key=lambda pair: pair[1])
        )
        words = asked.words
        return Form(
            action=Action(area=AREA, verb="set", key=key),
            title=words.say("own-post-title"),
            fields=_fields(options, filled, asked),
            submit=words.say("own-post-submit"),
        )


class Posts(Command):
    """Lists what is set for an hour, and what did not go out; a press changes or cancels it."""

    name = "posts"
    role = Role.MODERATOR
    staff = True
    presses = (Press(area=AREA, verb="cancel", role=Role.MODERATOR),)

    def __init__(self, behind: Behind) -> None:
        super().__init__(behind)
        self._posting = OwnPosting(behind.open_unit, behind.homes)

    async def answer(self, asked: Asked) -> Answer:
        """What waits, by its hour."""
        found = [
            each
            for each in await self._posting.listed(asked.community, asked.at)
            if each.channel.platform == asked.member.platform
        ]
        polls = await self._polls(asked)
        if not (found or polls):
            return said(asked.words.say("own-posts-empty"))
        more = len(found) - AT_ONCE
        last = (Section(lines=((asked.words.say("queue-more", count=more),),)),)
        return Card(
            heading=asked.words.say(
                "own-posts-heading" if found else "own-posts-empty", count=len(found)
            ),
            sections=(
                *[await self._section(each, asked) for each in found[:AT_ONCE]],
                *(last if more > 0 else ()),
                *polls,
            ),
            may_press=Role.MODERATOR,
        )

    async def _polls(self, asked: Asked) -> tuple[Section, ...]:
        """How the polls of who asks stand; nobody else is told here."""
        sent = await self._posting.said_by(asked.community, asked.member, asked.at)
        counts = [(each, await self.behind.moderating.poll(each)) for each in sent[:MOST_POLLS]]
        return tuple(
            [await self._poll(each, found, asked) for each, found in counts if found is not None]
        )

    async def _poll(self, post: OwnPost, counted: Counted, asked: Asked) -> Section:
        words = asked.words
        where = await room_name(self.behind, asked.community, post.channel)
        moment = when(post.at, asked.zone, words)
        answers = tuple((f"{answer}: ", few(count, words)) for answer, count in counted.answers)
        state = words.say("own-post-poll-over" if counted.over else "own-post-poll-open")
        return Section(
            heading=(words.say("own-post-poll-of", at=moment, room=where),),
            lines=(*answers, (state,)),
        )

    async def pressed(self, action: Action, asked: Asked) -> Answer | None:
        """Cancel one."""
        over = await self._posting.cancel(asked.community, OwnPostId(action.key), asked.at)
        where = await room_name(self.behind, asked.community, over.channel)
        moment = when(over.at, asked.zone, asked.words)
        return said(asked.words.say("own-post-cancelled", at=moment, room=where))

    async def _section(self, post: OwnPost, asked: Asked) -> Section:
        words = asked.words
        where = await room_name(self.behind, asked.community, post.channel)
        moment = when(post.at, asked.zone, words)
        own = post.author == asked.member
        facts = [
            Fact(words.say("own-post-status"), (words.say(f"own-post-{post.status.name}"),)),
            Fact(
                words.say("own-post-whose"),
                (words.say("own-post-yours" if own else "own-post-another"),),
            ),
        ]
        if post.written is not None:
            facts.append(Fact(words.say("own-post-words"), (post.written.words,)))
        return Section(
            heading=(words.say("own-post-one", at=moment, room=where),),
            facts=tuple(facts),
            buttons=_buttons(post, asked) if post.status is OwnPostStatus.WAITING else (),
        )


def _buttons(post: OwnPost, asked: Asked) -> tuple[Button, ...]:
    words = asked.words
    edit = Button(
        action=Action(area=AREA, verb="edit", key=post.id),
        label=words.say("own-post-edit"),
        opens_form=True,
    )
    cancel = Button(
        action=Action(area=AREA, verb="cancel", key=post.id),
        label=words.say("own-post-cancel"),
        style=Style.RISKY,
    )
    return (edit, cancel) if post.author == asked.member else (cancel,)


def _fields(
    rooms: tuple[Option, ...], filled: Mapping[str, str], asked: Asked
) -> tuple[Field, ...]:
    words = asked.words

    def field(key: str, kind: FieldKind, longest: int, *, required: bool = True) -> Field:
        return Field(
            key=key,
            label=words.say(f"own-post-field-{key}"),
            kind=kind,
            about=words.say(f"own-post-about-{key}", zone=asked.zone),
            initial=filled.get(key, ""),
            required=required,
            longest=longest,
            options=rooms if kind is FieldKind.CHOICE else (),
        )

    most = MOST_ANSWERS * (LONGEST_ANSWER + 1)
    return (
        field("room", FieldKind.CHOICE, 200),
        field("when", FieldKind.TEXT, len("2026-12-31 23:59")),
        field("words", FieldKind.LONG_TEXT, LONGEST_WORDS),
        field("answers", FieldKind.LONG_TEXT, most, required=False),
        field("thread", FieldKind.TEXT, LONGEST_THREAD, required=False),
    )


def _filled(post: OwnPost, asked: Asked) -> dict[str, str]:
    written = post.written or Written(words="")
    return {
        "room": room_id(post.channel),
        "when": post.at.astimezone(ZoneInfo(asked.zone)).strftime(_MOMENT),
        "words": written.words,
        "answers": "\n".join(written.answers),
        "thread": written.thread,
    }


def _written(said_so: Mapping[str, str]) -> Written:
    lines = said_so.get("answers", "").splitlines()
    return Written(
        words=said_so.get("words", "").strip(),
        answers=tuple(each.strip() for each in lines if each.strip()),
        thread=" ".join(said_so.get("thread", "").split()),
    )


def _wrong(asked: Asked) -> dict[str, str]:
    """What no platform would take, by its field."""
    written, words = _written(asked.said), asked.words
    longest = LONGEST_QUESTION if written.answers else LONGEST_WORDS
    wrong: dict[str, str] = {}
    if not 0 < len(written.words) <= longest:
        wrong["words"] = words.say("own-post-long", longest=longest)
    if written.answers and not _a_poll(written.answers):
        wrong["answers"] = words.say("own-post-answers", most=MOST_ANSWERS, longest=LONGEST_ANSWER)
    if len(written.thread) > LONGEST_THREAD:
        wrong["thread"] = words.say("form-length")
    return wrong


def _a_poll(answers: tuple[str, ...]) -> bool:
    fit = all(len(each) <= LONGEST_ANSWER for each in answers)
    return fit and FEWEST_ANSWERS <= len(set(answers)) == len(answers) <= MOST_ANSWERS


def _moment(asked: Asked) -> datetime | None:
    """The hour by the community's clock; one that a change skips is the first there is after it."""
    try:
        local = datetime.fromisoformat(asked.said.get("when", "").strip())
    except ValueError:
        return None
    if local.tzinfo is not None:
        return None
    return local.replace(tzinfo=ZoneInfo(asked.zone)).astimezone(asked.at.tzinfo)


def _told(wrong: TummlerError, asked: Asked) -> str:
    match wrong:
        case NotAhead():
            return asked.words.say("refusal-not-ahead", days=wrong.days)
        case InQuietHours():
            return asked.words.say("own-post-quiet")
        case _:
            return asked.words.say("own-post-never")
