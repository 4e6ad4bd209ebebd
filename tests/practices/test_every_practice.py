"""What holds for every practice there is, the example to be copied included."""

import ast
from dataclasses import fields, replace
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.core.conversations import Pace
from bot.core.growth import Growth
from bot.core.reasons import Reason
from bot.core.senses import Sense
from bot.core.snapshots import Norms, Room, RoomKind
from bot.core.trust import Rung
from bot.practices import PRIORITY, load_practices
from bot.practices._example import Example
from bot.practices.base import Mode, Practice
from tests.practices.triggers import TRIGGERS, earlier, long_talk, read, signed

FOLDER = Path(__file__).parents[2] / "bot" / "practices"
PRACTICES = load_practices()
SHIPPED = [practice for practice in PRACTICES if practice.key in TRIGGERS]
every = pytest.mark.parametrize("practice", SHIPPED, ids=lambda practice: practice.key)
every_and_the_example = pytest.mark.parametrize(
    "practice", [*PRACTICES, Example()], ids=lambda practice: practice.key
)
waits = st.integers(0, 10**7).map(lambda seconds: timedelta(seconds=seconds))
paces = st.builds(Pace, median_gap=waits, first_reply_p75=waits, unlikely_after=waits)
moments = st.fixed_dictionaries(
    {"waited": waits, "pace": st.one_of(st.none(), paces), "newcomer": st.booleans()}
)
few = settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])


def nothing_waits(practice, snapshot):
    wait = practice.watch(snapshot.conversation, snapshot.pace, snapshot.people)
    return wait is None and practice.propose(snapshot) is None


def triggered(practice, talk, **changes):
    return TRIGGERS[practice.key](talk, **changes)


def test_there_are_eighteen_and_each_has_its_place_and_a_moment_that_triggers_it():
    assert [practice.key for practice in SHIPPED] == list(PRIORITY)


@every_and_the_example
@few
@given(moment=moments)
def test_an_empty_room_never_triggers_whatever_the_clock_says(talk, practice, moment):
    snapshot = talk.snapshot(conversation=talk.empty(), **moment)

    assert nothing_waits(practice, snapshot)


known = st.fixed_dictionaries(
    {
        "norms": st.builds(Norms, long_from=st.integers(0, 50), affinity_from=st.floats(0, 1)),
        "facets": st.dictionaries(st.sampled_from(["crust", "rye"]), st.floats(0, 1)),
        "room": st.builds(
            Room,
            open=st.booleans(),
            last_human_at=st.none(),
            kind=st.sampled_from([None, *RoomKind]),
            norm_shown=st.booleans(),
        ),
    }
)


@every
@few
@given(moment=moments, known=known)
def test_a_quiet_room_never_triggers_however_much_is_known_of_it(talk, practice, moment, known):
    snapshot = talk.snapshot(
        conversation=talk.empty(),
        related=(earlier(talk),),
        framework=signed(talk),
        asked=talk.key("opening"),
        **known,
        **moment,
    )

    assert practice.propose(snapshot) is None


@every_and_the_example
@few
@given(moment=moments, own=st.booleans())
def test_a_room_in_which_only_bots_talk_never_triggers(talk, practice, moment, own):
    bots = [talk.message(name, words=60, automated=True, own=own) for name in ("one", "two")]

    snapshot = talk.snapshot(*bots, **moment)

    assert nothing_waits(practice, snapshot)


@every
def test_what_waits_is_a_message_that_a_person_wrote_and_that_stands(talk, practice):
    snapshot = triggered(practice, talk)

    made = practice.propose(snapshot)

    assert made.need in {message.key for message in snapshot.conversation.humans}


@every
def test_bots_in_the_place_of_people_trigger_nothing(talk, practice):
    snapshot = triggered(practice, talk)
    bots = tuple(replace(m, automated=True) for m in snapshot.conversation.messages)

    made = practice.propose(
        replace(snapshot, conversation=replace(snapshot.conversation, messages=bots))
    )

    assert made is None


@every
def test_without_a_waiting_message_it_proposes_nothing(talk, practice):
    snapshot = triggered(practice, talk)

    made = practice.propose(replace(snapshot, conversation=talk.empty()))

    assert made is None


@every
def test_more_time_alone_brings_no_second_need(talk, practice):
    snapshot = triggered(practice, talk)

    now, later = (
        practice.propose(replace(snapshot, now=snapshot.now + wait))
        for wait in (timedelta(), timedelta(minutes=1))
    )

    assert later is None or later.need == now.need


@every
def test_it_asks_only_for_what_it_said_it_needs(talk, practice):
    made = practice.propose(triggered(practice, talk))

    assert made.needs <= practice.needs


@every
def test_what_it_says_is_one_of_its_templates(talk, practice):
    made = practice.propose(triggered(practice, talk))

    assert made.wording.template in practice.templates


@every
def test_it_says_why_to_a_person(talk, practice):
    made = practice.propose(triggered(practice, talk))

    assert len(made.because.split()) >= 5


@every
def test_looking_twice_changes_nothing(talk, practice):
    snapshot = triggered(practice, talk)

    assert practice.propose(snapshot) == practice.propose(snapshot)


@every
def test_no_slot_holds_a_member_s_words(talk, practice):
    secret = "crumpetwise"
    snapshot = triggered(practice, talk)
    told = tuple(replace(m, text=secret) for m in snapshot.conversation.messages)

    made = practice.propose(
        replace(snapshot, conversation=replace(snapshot.conversation, messages=told))
    )

    assert secret not in repr(made)


@every
def test_what_is_not_measured_makes_it_silent(talk, practice):
    snapshot = triggered(practice, talk)

    made = practice.propose(replace(snapshot, norms=None, related=None, facets=None))

    near = {Sense.NORMS, Sense.RELATED, Sense.FACETS}
    assert (made is None) == bool(practice.senses & near)


@every_and_the_example
def test_every_setting_says_what_it_is_for(practice):
    described = [field.metadata.get("description", "") for field in fields(practice.Settings)]

    assert all(text.endswith(".") for text in described)


@every
def test_heat_is_shown_to_moderators_and_to_nobody_else(practice):
    assert Reason.HEATED not in practice.exempt or practice.mode.ceiling is Rung.SUGGEST


@every
def test_no_practice_passes_by_what_protects_people(practice):
    may_pass = {
        Reason.HEATED,
        Reason.SOMEONE_IS_TALKING,
        Reason.TALK_IS_WELL,
        Reason.MODERATOR_PRESENT,
    }

    assert practice.exempt <= may_pass


@every
def test_only_what_moderators_chose_may_pass_by_their_presence(practice):
    assert Reason.MODERATOR_PRESENT not in practice.exempt or practice.mode is Mode.SCHEDULED


@every
def test_nobody_is_addressed_who_did_not_offer_it(talk, practice):
    snapshot = triggered(practice, talk)

    made = practice.propose(replace(snapshot, consents={}, volunteers=()))

    assert made is None or made.addressee is None


@every
def test_it_is_never_stirred_by_a_message_that_it_could_not_be_about(talk, practice):
    quiet = long_talk(talk, 3)
    growth = grown(talk, [read(talk, heads={"promise": 0.0}), *quiet[1:]])

    assert not practice.stirs(growth)


def grown(talk, messages):
    conversation = talk.conversation(*messages)
    growth = Growth(
        id=conversation.id,
        community=conversation.community,
        channel=conversation.channel,
        opened_at=conversation.opened_at,
        last_at=conversation.last_at,
        opener=messages[0].author,
        human=True,
    )
    for message, link in zip(conversation.messages, conversation.links, strict=True):
        growth.add(message, link)
    return growth


@every
def test_what_triggers_it_is_woken_for(talk, practice):
    """A practice that is never asked would be a file and nothing more."""
    snapshot = triggered(practice, talk)
    growth = grown(talk, list(snapshot.conversation.messages))
    for message, link in zip(
        snapshot.conversation.messages, snapshot.conversation.links, strict=True
    ):
        growth.links[growth.messages.index(message)] = link
    whole = snapshot.conversation

    watched = practice.watch(whole, snapshot.pace, snapshot.people) is not None
    stirred = any(practice.stirs(cut(growth, upto)) for upto in range(2, len(whole.messages) + 1))

    by_hand = practice.key in {"standing_prompt", "summarise_and_weave"}
    assert (watched or stirred) is not by_hand


def cut(growth, upto):
    return replace(growth, messages=growth.messages[:upto], links=growth.links[:upto], count=upto)


def test_no_waiting_time_is_written_into_the_code():
    """Only settings and outcome windows name times; the rest is the channel's own pace."""

    def written(path):
        allowed = set()
        tree = ast.parse(path.read_text())
        for node in ast.walk(tree):
            settings_class = isinstance(node, ast.ClassDef) and node.name == "Settings"
            window = isinstance(node, ast.AnnAssign) and ast.unparse(node.target) == "window"
            if settings_class or window:
                allowed |= {id(each) for each in ast.walk(node)}
        return [
            f"{path.stem}:{node.lineno}"
            for node in ast.walk(tree)
            if isinstance(node, ast.Call)
            and ast.unparse(node.func) == "timedelta"
            and (node.args or node.keywords)
            and id(node) not in allowed
        ]

    files = [path for path in FOLDER.glob("*.py") if path.stem not in {"base", "__init__"}]

    assert [found for path in files for found in written(path)] == []


def test_only_the_example_is_a_practice_without_a_file_of_its_own():
    kinds = {type(practice) for practice in PRACTICES}

    # Other tests of this process may have written practices of their own.
    ours = {kind for kind in Practice.__subclasses__() if kind.__module__.startswith("bot.")}

    assert {kind.__name__ for kind in ours - kinds} == {"Example"}
