"""Whether a message asks, by its writer's own mark, which is taken away."""

from bot.language.clauses import SENTENCES
from bot.language.evaluation.marks import (
    FOLDS,
    SPOKEN,
    TOLD_APART,
    fold_of,
    long_texts,
    room_hashes,
    unmarked,
)


def said(text):
    return unmarked(text, "loom", "ana")


def test_the_ends_of_sentences_are_labels_and_no_words():
    found = said("The kiln is on. Is it warm?! Good")

    assert found.sentences == ("the kiln is on", "is it warm", "good")
    assert found.asked == (False, True, False)


def test_a_mark_in_code_link_or_name_is_no_label():
    assert said("see `a ? b` at https://loom.example/?q=1 then").asked == (False,)


def test_a_mark_inside_a_word_is_no_label():
    assert said("what?ever it is").asked == (False,)


def test_only_the_last_sentences_are_kept():
    assert len(said("cup. " * (SENTENCES + 3)).sentences) == SENTENCES


def test_marks_alone_are_no_message():
    assert said("??? !") is None


def test_a_room_is_always_dealt_to_the_same_fold():
    folds = [fold_of(f"room {number}") for number in range(50)]

    assert folds == [fold_of(f"room {number}") for number in range(50)]
    assert set(folds) == set(range(FOLDS))


def test_a_long_text_is_told_again_however_it_is_spaced():
    words = ["kiln"] * TOLD_APART

    assert long_texts([said(" ".join(words))]) == long_texts([said("  ".join(words))])
    assert long_texts([said(" ".join(words[1:]))]) == []


def test_a_room_where_little_was_said_is_not_told_again():
    assert room_hashes([said("hi")] * (SPOKEN - 1)) == []
    assert len(room_hashes([said("hi")] * SPOKEN)) == 1
