"""Exports that were cut, spoilt or made up anywhere, by Hypothesis: survived or refused."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.platforms.exports.samples import SAMPLES, packed, posted, survives

EVERY = pytest.mark.parametrize("sample", SAMPLES, ids=str)
FOLDERS = pytest.mark.parametrize("sample", [s for s in SAMPLES if s.within], ids=str)


@EVERY
@settings(max_examples=25)
@given(where=st.floats(0, 1))
def test_a_file_cut_anywhere_keeps_at_most_what_is_before(sample, where, tmp_path_factory):
    export = sample.write(tmp_path_factory.mktemp("cut"), sample.records(4))
    talk = sample.talk(export)
    talk.write_bytes(talk.read_bytes()[: int(where * talk.stat().st_size)])

    assert len(posted(survives(sample, export))) <= 4


@EVERY
@settings(max_examples=25)
@given(where=st.floats(0, 1), garbage=st.binary(min_size=1, max_size=12))
def test_a_file_with_anything_in_its_midst_is_survived(sample, where, garbage, tmp_path_factory):
    export = sample.write(tmp_path_factory.mktemp("spoilt"), sample.records(4))
    talk = sample.talk(export)
    data = talk.read_bytes()
    place = int(where * len(data))
    talk.write_bytes(data[:place] + garbage + data[place:])

    assert len(posted(survives(sample, export))) <= 5


@EVERY
@settings(max_examples=15)
@given(data=st.binary(max_size=400))
def test_a_file_of_anything_is_survived(sample, data, tmp_path_factory):
    export = sample.write(tmp_path_factory.mktemp("random"), sample.records(1))
    sample.talk(export).write_bytes(data)

    survives(sample, export)


@FOLDERS
@settings(max_examples=40)
@given(seed=st.integers(0, 10_000))
def test_a_zip_with_bytes_changed_anywhere_is_survived(sample, seed, tmp_path_factory):
    drawn = random.Random(seed)  # noqa: S311 - it damages files
    export = packed(sample.write(tmp_path_factory.mktemp("zip"), sample.records(3)))
    data = bytearray(export.read_bytes())
    for _ in range(drawn.randint(1, 6)):
        data[drawn.randrange(len(data))] = drawn.randrange(256)
    export.write_bytes(data)

    survives(sample, export)
