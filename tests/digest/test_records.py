import json

import pytest

from bot.digest.compose import compose
from bot.digest.records import to_json
from bot.digest.report import SCHEMA


def test_the_record_names_its_shape(typical):
    assert to_json(compose(typical))["schema"] == SCHEMA


def test_the_record_can_be_written_and_read_back(replayed):
    record = to_json(compose(replayed))

    assert json.loads(json.dumps(record)) == record


def test_an_estimate_says_what_it_is(typical, sized):
    def states(material):
        parts = to_json(compose(material))["parts"]
        return {number["estimate"]["state"] for part in parts for number in part["numbers"]}

    assert states(typical) == {"known"}
    assert states(sized(30)) == {"too_few", "not_measured"}


def test_a_value_of_an_unknown_kind_is_refused():
    with pytest.raises(TypeError):
        to_json(object())
