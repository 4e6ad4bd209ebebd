import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from bot.language.links_traces import (
    MARKS,
    RARITY_BUCKETS,
    WORDS,
    buckets_of,
    packed,
    trace_of,
    unpacked,
)

RARITY = np.linspace(1, 12, RARITY_BUCKETS, dtype=np.float32)
names = st.lists(st.text(min_size=1).filter(lambda name: "\0" not in name), max_size=3)


@given(st.text(), names)
def test_a_packed_trace_is_the_same_trace(text, mentions):
    trace = trace_of(text, len(mentions), RARITY)

    again, called = unpacked(packed(trace, mentions), RARITY)

    assert (again.marks == trace.marks).all()
    assert again.words == trace.words
    assert (again.weights == trace.weights).all()
    assert called == tuple(mentions)


@given(st.text())
def test_a_trace_is_small_numbers(text):
    trace = trace_of(text, 0, RARITY)

    assert trace.marks.shape == (MARKS,)
    assert len(trace.words) <= WORDS
    assert ((trace.marks >= 0) & (trace.marks <= 2)).all()


def test_a_trace_holds_none_of_the_words():
    kept = packed(trace_of("The harbour kettle whistles at dawn", 0, RARITY), [])

    assert not any(word in kept for word in (b"harbour", b"kettle", b"whistles", b"dawn"))
    assert len(kept) == MARKS + 2 * WORDS


def test_the_rarest_words_come_first():
    trace = trace_of("the harbour kettle", 0, RARITY)
    there = trace.weights[: len(trace.words)].tolist()

    assert there == sorted(there, reverse=True)
    assert set(trace.words) <= buckets_of("the harbour kettle")


def test_code_and_links_are_no_words():
    assert buckets_of("`rm -rf harbour` https://harbour.example kettle") == buckets_of("kettle")
