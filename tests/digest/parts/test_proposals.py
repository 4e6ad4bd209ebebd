from dataclasses import replace

from bot.digest.compose import compose
from bot.digest.lint import hits
from bot.digest.parts.proposals import Proposals
from bot.digest.words import Words

WORDS = Words("en", "Europe/Berlin")


def texts(material, **counts):
    part = Proposals().compose(replace(material, **counts), WORDS)
    return [line.text for line in part.lines]


def test_one_open_proposal_is_told_in_one_line(typical):
    assert texts(typical, proposals_open=1) == [
        "One proposal by members is open. The command vote shows it."
    ]


def test_what_was_decided_is_told_besides(typical):
    open_ones, decided = texts(typical, proposals_open=2, proposals_decided=3)

    assert open_ones.startswith("2 proposals")
    assert decided.startswith("3 proposals were decided this week")


def test_its_sentences_keep_the_rules_of_wording(typical):
    said = texts(typical, proposals_open=7, proposals_decided=1)

    assert [hits(text, part="proposals") for text in said] == [(), ()]


def test_where_nothing_is_proposed_there_is_no_such_section_and_none_is_missed(typical):
    report = compose(typical)

    assert "proposals" not in [part.name for part in report.parts]
    assert "What members propose" not in report.nothing_about


def test_it_stands_in_a_quiet_week_too(sized):
    report = compose(replace(sized(4), proposals_open=1))

    assert "proposals" in [part.name for part in report.parts]
