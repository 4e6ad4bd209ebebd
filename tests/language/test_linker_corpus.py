"""The linkers against people's own links; `pytest -s` prints what was found."""

from collections import Counter

import pytest

from bot.core.earlier import Earlier
from bot.core.ids import conversation_opened_by
from bot.language.evaluation.calibration import calibration_error
from bot.language.evaluation.conversations import score_links
from bot.language.evaluation.folding import by_rules, fold, message_of, parents_of, previous
from bot.language.evaluation.irc_days import LABELLED_FROM, read_days
from bot.language.linker import BY_MENTION, BY_OPENING, BY_OWN_TALK
from bot.language.links_linker import LearnedLinker
from bot.language.links_net import shipped

pytestmark = [pytest.mark.corpus, pytest.mark.slow]
RULES = {"mention": BY_MENTION, "own talk": BY_OWN_TALK, "opening": BY_OPENING}


@pytest.fixture(scope="module")
def data(corpus):
    return corpus("irc-disentanglement").parent


@pytest.fixture(scope="module")
def dev(data):
    return read_days(data, "dev")


@pytest.fixture(scope="module")
def train(data):
    return read_days(data, "train")


@pytest.fixture(scope="module")
def learned(dev):
    return [fold(day, shipped()) for day in dev]


def scored(days, decided):
    return score_links(days, [parents_of(each) for each in decided])


def test_the_scorer_reproduces_the_previous_message_row(dev):
    scores = scored(dev, map(previous, dev))

    found = (scores.precision, scores.recall, scores.f)
    assert found == pytest.approx((30.8, 29.6, 30.2), abs=0.2)


def test_the_scorer_reproduces_its_conversations(dev):
    scores = scored(dev, map(previous, dev))

    assert (scores.vi, scores.one_to_one, scores.exact) == pytest.approx((66.2, 23.9, 0), abs=0.2)


def test_the_rule_linker_reproduces_its_published_row(dev):
    scores = scored(dev, map(by_rules, dev))

    print(scores)  # noqa: T201 -- asked for by `-s`
    assert (scores.precision, scores.recall, scores.f) == pytest.approx((64.3, 61.6, 62.9), abs=1)


def test_a_rules_confidence_is_its_share_of_right_links(train):
    right, all_ = Counter(), Counter()
    for day in train:
        for line, decided in by_rules(day).items():
            if line >= LABELLED_FROM and day.lines[line] is not None:
                all_[decided.confidence] += 1
                right[decided.confidence] += decided.parent in day.gold.get(line, ())

    shares = {rule: right[said] / all_[said] for rule, said in RULES.items()}

    print(shares)  # noqa: T201 -- asked for by `-s`
    assert shares == pytest.approx(RULES, abs=0.005)


def test_the_learned_linker_holds_its_bars(dev, learned):
    scores = scored(dev, learned)

    print(scores)  # noqa: T201 -- asked for by `-s`
    assert scores.f >= 76
    assert scores.one_to_one >= 79
    assert scores.vi >= 93


def test_the_learned_linker_is_as_sure_as_it_is_right(dev, learned):
    assert calibration_error(dev, learned) <= 0.03


def test_links_in_the_house_are_those_of_the_evaluation(dev, learned):
    linker = LearnedLinker()
    for day, decided in zip(dev[:2], learned[:2], strict=True):
        earlier, joined = Earlier(linker.look_back), {}
        for place, line in enumerate(day.lines):
            if line is None:
                continue
            message = message_of(line, place)
            trace = linker.trace(message, line.text)
            link = linker.link(message, earlier, trace)
            parent = place if link.parent is None else int(link.parent.message)

            assert (parent, link.confidence) == (decided[place].parent, decided[place].confidence)
            joined[message.key] = joined.get(link.parent) or conversation_opened_by(message.key)
            answered = None if link.parent is None else message_of(day.lines[parent], parent).author
            earlier.remember(message, joined[message.key], link, answered, trace)
