"""The rule linker against people's own links; `pytest -s` prints the share of each rule's links."""

import re
import tarfile
from collections import Counter
from datetime import UTC, datetime, timedelta
from pathlib import PurePosixPath
from typing import NamedTuple

import pytest

from bot.core.conversations import LinkSource
from bot.core.earlier import Earlier
from bot.core.ids import ChannelKey, CommunityId, MemberKey, MessageKey, conversation_opened_by
from bot.core.messages import Message
from bot.language.linker import BY_MENTION, BY_OPENING, BY_OWN_TALK, RuleLinker

pytestmark = [pytest.mark.corpus, pytest.mark.slow]

LABELLED_FROM = 1000
LINE = re.compile(r"\[(\d\d):(\d\d)\] +(?:<([^>]*)>|\*\s*(\S+)) ?(.*)")
ROOM = ChannelKey(platform="irc", space="ubuntu", channel="ubuntu")
SYSTEM = "system line"


class Line(NamedTuple):
    """One line of a day: minutes since its first midnight, nick (None: the system), words."""

    minute: int
    nick: str | None
    words: str


class Tally(NamedTuple):
    """Predicted links that are right, predicted links, people's links, and both by rule."""

    right: int
    predicted: int
    gold: int
    by_rule: dict[str, float]

    @property
    def scores(self):
        """Precision, recall and F in per cent."""
        precision, recall = self.right / self.predicted, self.right / self.gold
        return 100 * precision, 100 * recall, 200 * precision * recall / (precision + recall)


def day(text):
    """The lines of a file; the hour and minute wrap at midnight."""
    lines, minute = [], 0
    for raw in text.removesuffix("\n").split("\n"):
        found = LINE.match(raw)
        if found is None:
            lines.append(Line(minute, None, raw))
            continue
        hours, minutes, nick, acting, words = found.groups()
        clock = int(hours) * 60 + int(minutes)
        midnights = minute // 1440 + (clock < minute % 1440 - 720)
        minute = max(minute, midnights * 1440 + clock)
        lines.append(Line(minute, (nick or acting).casefold(), words))
    return lines


@pytest.fixture(scope="module")
def days(corpus):
    """By part: the lines and the links of each file; a link is two line numbers, smaller first."""
    texts = {}
    with tarfile.open(corpus("irc-disentanglement") / "irc-train-dev.tar.xz") as pack:
        for entry in pack:
            file = pack.extractfile(entry)
            if file is not None:
                texts[entry.name] = file.read().decode("utf-8", "replace")
    parts = {"train": [], "dev": []}
    for name in sorted(n for n in texts if n.endswith(".ascii.txt")):
        answers = texts[name.replace(".ascii.", ".annotation.")].splitlines()
        links = {tuple(sorted(map(int, answer.split()[:2]))) for answer in answers}
        parts[PurePosixPath(name).parts[0]].append((day(texts[name]), links))
    return parts


def by_previous(lines):
    previous = None
    for place, line in enumerate(lines):
        if line.nick is None:
            yield place, place, SYSTEM
        else:
            yield place if previous is None else previous, place, "previous"
            previous = place


def messages(lines):
    """The lines as messages; a mention is any word that is the nick of somebody who spoke."""
    spoken = set()
    for place, line in enumerate(lines):
        if line.nick is None:
            yield None
            continue
        words = (word.strip(":,;.!?()@'\"") for word in line.words.casefold().split())
        mentions = tuple(MemberKey(platform="irc", member=w) for w in words if w in spoken)
        spoken.add(line.nick)
        yield Message(
            key=MessageKey(platform="irc", community=CommunityId("irc"), message=str(place)),
            channel=ROOM,
            author=MemberKey(platform="irc", member=line.nick),
            at=datetime(2000, 1, 1, tzinfo=UTC) + timedelta(minutes=line.minute),
            words=0,
            mentions=mentions,
        )


def by_rules(lines):
    linker = RuleLinker()
    earlier, conversations = Earlier(linker.look_back), {}
    for place, message in enumerate(messages(lines)):
        if message is None:
            yield place, place, SYSTEM
            continue
        link = linker.link(message, earlier)
        if link.parent is None:
            conversations[message.key] = conversation_opened_by(message.key)
        else:
            conversations[message.key] = conversations[link.parent]
        earlier.remember(message, conversations[message.key])
        yield int((link.parent or message.key).message), place, rule(link)


def rule(link):
    if link.parent is None:
        return "opening"
    return "mention" if link.source is LinkSource.MENTION else "own talk"


def tally(files, predict):
    """Undirected links from line 1,000 on, pooled over the files."""
    right, predicted, gold = Counter(), Counter(), 0
    for lines, links in files:
        gold += len(links)
        for parent, child, by in predict(lines):
            if child >= LABELLED_FROM:
                predicted[by] += 1
                right[by] += (parent, child) in links
    shares = {by: right[by] / n for by, n in predicted.items()}
    return Tally(right.total(), predicted.total(), gold, shares)


@pytest.fixture(scope="module")
def train(days):
    return tally(days["train"], by_rules)


@pytest.mark.parametrize(
    ("part", "published"), [("dev", (30.8, 29.6, 30.2)), ("train", (32.4, 31.5))]
)
def test_the_scorer_reproduces_the_previous_message_row(days, part, published):
    scores = tally(days[part], by_previous).scores

    assert scores[: len(published)] == pytest.approx(published, abs=0.2)


@pytest.mark.parametrize(
    ("part", "published"), [("dev", (64.3, 61.6, 62.9)), ("train", (68.0, 66.1, 67.0))]
)
def test_the_rule_linker_reproduces_its_published_row(days, part, published):
    found = tally(days[part], by_rules)

    print(part, [round(score, 1) for score in found.scores])  # noqa: T201 -- asked for by `-s`
    assert found.scores == pytest.approx(published, abs=1.0)


@pytest.mark.parametrize(
    ("by", "confidence"),
    [("mention", BY_MENTION), ("own talk", BY_OWN_TALK), ("opening", BY_OPENING)],
)
def test_a_rules_confidence_is_its_share_of_right_links(train, by, confidence):
    print(by, round(train.by_rule[by], 4))  # noqa: T201 -- asked for by `-s`
    assert train.by_rule[by] == pytest.approx(confidence, abs=0.005)
