"""Which reader a house has."""

from bot.core.readings import ReaderChoice
from bot.language.head_files import HeadDamaged
from bot.language.heads import HeadReader
from bot.language.readers import FallenBack, reader_type
from bot.language.rules import RuleReader


def test_the_heads_read_if_nobody_says_otherwise():
    assert reader_type() is HeadReader


def test_the_rules_read_where_they_are_asked_for():
    assert reader_type(ReaderChoice.RULES) is RuleReader


class Damaged:
    def __init__(self):
        raise HeadDamaged("cup", "nothing", "a model")


def test_the_rules_read_where_a_head_is_damaged_and_the_house_can_tell():
    assert reader_type(heads=Damaged) is FallenBack
    assert issubclass(FallenBack, RuleReader)
