"""Seals open with the right key only, and a reference tells nothing but that it is the same."""

import stat
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.ids import CommunityId, MemberKey
from db.vault import (
    KEY_BYTES,
    NONCE_BYTES,
    KeyMissing,
    KeyUnreadable,
    SealBroken,
    Vault,
    keep_key,
    master_key,
)

ANY_TEXT = st.text(st.characters())  # lone surrogates too: a platform may send them
TOWN, VILLAGE = CommunityId("town"), CommunityId("village")
MEMBERS = st.builds(MemberKey, platform=st.text(max_size=5), member=ANY_TEXT)
VAULT = Vault(bytes(range(KEY_BYTES)))
WRAPPED = VAULT.new_data_key(TOWN)
HERE = VAULT.of(TOWN, WRAPPED)
THERE = VAULT.of(VILLAGE, VAULT.new_data_key(VILLAGE))


@given(ANY_TEXT)
def test_whatever_was_sealed_opens_again(text):
    assert HERE.open(HERE.seal(text)) == text


def test_no_two_seals_share_their_nonce():
    nonces = [HERE.seal("the same")[:NONCE_BYTES] for _ in range(1_000)]

    assert len(set(nonces)) == len(nonces)


FORKED = f"""
import os
from db.vault import KEY_BYTES, Vault
vault = Vault(bytes(KEY_BYTES))
here = vault.of("town", vault.new_data_key("town"))
here.seal("so that some are drawn already")
child = os.fork()
os.write(1, here.seal("the same")[:{NONCE_BYTES}].hex().encode() + b" ")
if child:
    os.waitpid(child, 0)
"""


def test_a_process_that_was_forked_off_draws_nonces_of_its_own():
    run = subprocess.run([sys.executable, "-c", FORKED], capture_output=True, text=True, check=True)

    theirs, ours = run.stdout.split()
    assert theirs != ours


@given(ANY_TEXT)
def test_another_community_cannot_open_a_seal(text):
    with pytest.raises(SealBroken):
        THERE.open(HERE.seal(text))


@given(ANY_TEXT, st.integers(min_value=0), st.integers(1, 255))
def test_a_seal_that_was_touched_does_not_open(text, place, change):
    sealed = bytearray(HERE.seal(text))
    sealed[place % len(sealed)] ^= change

    with pytest.raises(SealBroken):
        HERE.open(bytes(sealed))


@given(st.binary(max_size=40))
def test_what_was_never_sealed_does_not_open(sealed):
    with pytest.raises(SealBroken):
        HERE.open(sealed)


@given(ANY_TEXT)
def test_the_same_words_are_never_sealed_alike(text):
    assert HERE.seal(text) != HERE.seal(text)


@given(MEMBERS)
def test_a_reference_is_the_same_for_ever(member):
    assert HERE.reference(member) == VAULT.of(TOWN, WRAPPED).reference(member)


@given(MEMBERS)
def test_a_reference_says_nothing_in_another_community(member):
    assert HERE.reference(member) != THERE.reference(member)


@given(MEMBERS, MEMBERS)
def test_two_members_have_two_references(one, other):
    assert (HERE.reference(one) == HERE.reference(other)) == (one == other)


@given(MEMBERS)
def test_a_reference_is_short_text_for_a_column(member):
    reference = HERE.reference(member)

    assert (len(reference), reference.isascii()) == (22, True)


def test_a_data_key_opens_for_its_own_community_only():
    with pytest.raises(SealBroken):
        VAULT.of(VILLAGE, WRAPPED)


def test_a_data_key_does_not_open_under_another_master_key():
    with pytest.raises(SealBroken):
        Vault(bytes(KEY_BYTES)).of(TOWN, WRAPPED)


def test_every_data_key_is_new():
    assert VAULT.new_data_key(TOWN) != VAULT.new_data_key(TOWN)


def test_the_master_key_is_made_once(tmp_path):
    first = master_key(tmp_path / "master.key")

    assert master_key(tmp_path / "master.key") == first
    assert len(first) == KEY_BYTES


def test_only_the_owner_may_read_the_master_key(tmp_path):
    path = tmp_path / "house" / "master.key"

    master_key(path)

    modes = [stat.S_IMODE(each.stat().st_mode) for each in (path, path.parent)]
    assert modes == [0o600, 0o700]


@pytest.mark.parametrize("held", [b"", b"short", bytes(KEY_BYTES + 1)])
def test_a_damaged_key_file_is_refused_and_left_as_it_is(tmp_path, held):
    path = tmp_path / "master.key"
    path.write_bytes(held)

    with pytest.raises(KeyUnreadable) as refused:
        master_key(path)

    assert path.read_bytes() == held
    assert str(refused.value).startswith("The master key in master.key ")


def test_no_new_key_is_made_where_something_was_sealed(tmp_path):
    with pytest.raises(KeyMissing) as refused:
        master_key(tmp_path / "master.key", may_make=False)

    assert "master.key" in str(refused.value)
    assert list(tmp_path.iterdir()) == []


def test_making_a_key_leaves_nothing_but_the_key(tmp_path):
    master_key(tmp_path / "master.key")

    assert [file.name for file in tmp_path.iterdir()] == ["master.key"]


def test_what_a_death_left_of_a_key_goes_at_the_next_start(tmp_path):
    key = master_key(tmp_path / "master.key")
    (tmp_path / ".master.key-half").write_bytes(key)

    assert master_key(tmp_path / "master.key") == key
    assert [path.name for path in tmp_path.iterdir()] == ["master.key"]


def test_a_key_that_is_there_stays(tmp_path):
    key = master_key(tmp_path / "master.key")

    keep_key(tmp_path / "master.key", bytes(KEY_BYTES))

    assert master_key(tmp_path / "master.key") == key
    assert [path.name for path in tmp_path.iterdir()] == ["master.key"]


def test_a_token_opens_for_its_own_community_alone():
    sealed = VAULT.seal_token(TOWN, "xoxb-1")

    assert VAULT.open_token(TOWN, sealed) == "xoxb-1"
    with pytest.raises(SealBroken):
        VAULT.open_token(VILLAGE, sealed)


def test_a_token_does_not_open_with_another_master_key():
    sealed = VAULT.seal_token(TOWN, "xoxb-1")

    with pytest.raises(SealBroken):
        Vault(bytes(KEY_BYTES)).open_token(TOWN, sealed)
