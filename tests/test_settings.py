"""What an operator may set, and what holds where nothing is set."""

import pytest
from pydantic import ValidationError

from bot.core.readings import LinkerChoice
from bot.settings import Settings


@pytest.fixture
def settings(monkeypatch, tmp_path):
    """What is set by these variables alone."""

    def read(**variables):
        monkeypatch.chdir(tmp_path)
        monkeypatch.delenv("TUMMLER_LINKER", raising=False)
        for name, value in variables.items():
            monkeypatch.setenv(name, value)
        return Settings()

    return read


def test_where_words_are_kept_the_learned_linker_links_unless_another_is_asked_for(settings):
    assert settings().lasting_linker is LinkerChoice.LEARNED
    assert settings(TUMMLER_LINKER="rules").lasting_linker is LinkerChoice.RULES


def test_a_replay_links_by_rules_unless_another_is_asked_for(settings):
    assert settings().replaying_linker is LinkerChoice.RULES
    assert settings(TUMMLER_LINKER="learned").replaying_linker is LinkerChoice.LEARNED


def test_what_moderators_are_alerted_of_is_named_with_commas(settings):
    assert settings(TUMMLER_DISCORD_ALERTS="joins, automod").discord_alerts == ("joins", "automod")


def test_what_nobody_can_be_alerted_of_is_refused(settings):
    with pytest.raises(ValidationError, match="'joins' or 'automod'"):
        settings(TUMMLER_DISCORD_ALERTS="raids")
