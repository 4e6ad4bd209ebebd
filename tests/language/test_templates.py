"""The house's own words: every variant may be said, and none is said twice."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.core.ids import ChannelKey, ConversationId, MemberKey, MessageKey, ProposalId
from bot.core.interventions import Audience, Draft, Proposal, Wording
from bot.language.templates import TemplateDrafter, variants
from bot.practices import load_practices
from bot.practices._example import Example
from bot.services.wording import VoiceCheck, compared
from prompts import phrases, spoken

PRACTICES = [*load_practices(), Example()]
TEMPLATES = [(practice.key, name) for practice in PRACTICES for name in practice.templates]
LONGEST_WAIT = {"count": 119, "unit": "minutes"}


def because(practice, language="en"):
    return phrases(language).say(f"{practice}-because", **LONGEST_WAIT)


def proposal(
    practice="rescue_unanswered", template="rescue_unanswered-ask", language="en", **changes
):
    key = MessageKey(platform="parlour", community="town", message="opening")
    reason = because(practice, language)
    slots = {"because": reason, "volunteer": "@volunteer", "language": language}
    usual = Proposal(
        id=ProposalId("rescue_unanswered:parlour/opening"),
        practice=practice,
        at=datetime(2026, 3, 4, 12, 0, tzinfo=UTC),
        conversation=ConversationId("parlour/opening"),
        channel=ChannelKey(platform="parlour", space="house", channel="crumb"),
        audience=Audience.PUBLIC,
        addressee=MemberKey(platform="parlour", member="volunteer"),
        need=key,
        wording=Wording(template=template, slots=slots),
        because=reason,
        cites=(key,),
        confidence=1.0,
        needs=frozenset(),
        window=timedelta(hours=24),
    )
    return replace(usual, **changes)


def in_words(template, **slots):
    return Wording(template=template, slots={**proposal().wording.slots, **slots})


def filled(template, slots):
    said = phrases(slots["language"])
    return {name: said.say(name, **slots) for name in variants(said, template)}


@pytest.fixture(scope="session")
def drafter():
    return TemplateDrafter(VoiceCheck())


@pytest.mark.parametrize("language", sorted(spoken()))
@pytest.mark.parametrize("template", [template for _, template in TEMPLATES])
def test_every_template_has_at_least_five_variants_or_is_not_said_in_that_language(
    template, language
):
    count = len(variants(phrases(language), template))

    assert count >= 5 or (language != "en" and count == 0)


@pytest.mark.parametrize("language", sorted(spoken()))
@pytest.mark.parametrize(("practice", "template"), TEMPLATES)
def test_every_variant_passes_the_voice_check(practice, template, language):
    if not variants(phrases(language), template):
        return  # it is not said in that language, which its own test allows
    named = "volunteer" in template or template.endswith("-ask")
    asked = proposal(practice, template, language)
    asked = asked if named else replace(asked, addressee=None)

    found = {
        name: VoiceCheck().faults(
            Draft(proposal=asked.id, text=text, language=language, drafter="test-1"),
            asked,
            language=language,
        )
        for name, text in filled(template, asked.wording.slots).items()
    }

    assert {name: faults for name, faults in found.items() if faults} == {}


@pytest.mark.parametrize("language", sorted(spoken()))
def test_no_two_wordings_of_the_house_are_the_same(language):
    said = [
        compared(text, because(practice, language))
        for practice, template in TEMPLATES
        if variants(phrases(language), template)
        for text in filled(template, proposal(practice, language=language).wording.slots).values()
        if not template.startswith("example")  # to be copied, never said
    ]

    assert len(said) == len(set(said))


@pytest.mark.parametrize(
    ("count", "unit", "words"),
    [
        (1, "minutes", "one minute"),
        (40, "minutes", "40 minutes"),
        (1, "hours", "one hour"),
        (2, "hours", "2 hours"),
        (1, "days", "one day"),
        (9, "days", "9 days"),
    ],
)
def test_a_wait_is_told_as_people_tell_it(count, unit, words):
    assert phrases().say("practice-waited", count=count, unit=unit) == words


def test_a_proposal_gets_its_words(drafter):
    asked = proposal()

    draft = drafter.draft(asked)

    assert asked.because in draft.text
    assert (draft.proposal, draft.language) == (asked.id, "en")


def test_a_draft_names_the_variant_it_is(drafter):
    draft = drafter.draft(proposal())
    name = draft.drafter.removeprefix("template:")

    assert filled("rescue_unanswered-ask", proposal().wording.slots)[name] == draft.text


def test_the_same_proposal_gets_the_same_words(drafter):
    assert drafter.draft(proposal()) == drafter.draft(proposal())


def test_different_proposals_get_different_words(drafter):
    ids = [ProposalId(f"rescue_unanswered:parlour/{n}") for n in range(200)]

    said = {drafter.draft(proposal(id=each)).drafter for each in ids}

    assert len(said) == len(variants(phrases(), "rescue_unanswered-ask"))


def test_words_said_lately_give_way_to_the_next_variant_until_none_is_left(drafter):
    asked, said, drafts = proposal(), set(), []

    while (draft := drafter.draft(asked, said.__contains__)) is not None:
        said.add(compared(draft.text, asked.because))
        drafts.append(draft.text)

    assert sorted(drafts) == sorted(filled("rescue_unanswered-ask", asked.wording.slots).values())


@pytest.mark.parametrize("language", ["", "cy"])
def test_where_the_house_has_no_words_in_the_language_nothing_is_said(drafter, language):
    wording = in_words("rescue_unanswered-ask", language=language)

    assert drafter.draft(proposal(wording=wording)) is None


def test_a_template_that_does_not_exist_gives_no_words(drafter):
    assert drafter.draft(proposal(wording=in_words("rescue_unanswered-nothing"))) is None


def test_a_template_that_fails_the_check_is_not_said(drafter):
    asked = proposal(addressee=None)  # every variant of it mentions somebody

    assert drafter.draft(asked) is None


def test_what_the_charter_never_says_is_left_out():
    quiet = TemplateDrafter(VoiceCheck())
    asked, said, never = proposal(), set(), ("Offered to be asked!",)

    while (draft := quiet.draft(asked, said.__contains__, never=never)) is not None:
        said.add(compared(draft.text, asked.because))

    assert said
    assert not any("offered to be asked" in each for each in said)


@pytest.mark.parametrize("language", sorted(spoken()))
def test_what_a_practice_says_in_a_language_it_gives_a_reason_for_in_it(language):
    said = phrases(language)
    speaking = {practice for practice, template in TEMPLATES if variants(said, template)}

    assert {f"{practice}-because" for practice in speaking} | {"answered-because"} <= said.names


@pytest.mark.parametrize("language", sorted(spoken()))
def test_the_practices_that_speak_most_do_so_in_every_language(language):
    most = {
        *("greet_and_hand_over", "rescue_unanswered", "probe_further", "callback"),
        *("redirect_to_object", "summarise_and_weave"),
    }
    said = phrases(language)

    silent = {name for practice, name in TEMPLATES if practice in most if not variants(said, name)}
    assert silent == set()


@pytest.mark.parametrize(
    ("count", "unit", "words"),
    [
        (1, "minutes", "einer Minute"),
        (40, "minutes", "40 Minuten"),
        (1, "days", "einem Tag"),
        (9, "days", "9 Tagen"),
    ],
)
def test_a_wait_is_told_in_german_as_people_tell_it(count, unit, words):
    assert phrases("de").say("practice-waited", count=count, unit=unit) == words


def test_a_german_question_is_answered_for_in_german(drafter):
    draft = drafter.draft(proposal(language="de"))

    assert draft.language == "de"
    assert "ohne Antwort" in draft.text


def test_where_no_templates_speak_the_language_of_the_talk_there_are_no_words(drafter):
    asked = proposal()
    slots = {**asked.wording.slots, "language": "fr"}

    assert drafter.draft(replace(asked, wording=replace(asked.wording, slots=slots))) is None
