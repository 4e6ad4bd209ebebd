"""What a host looks like."""

import pytest

from bot.language.host_shapes import OWNERS, distance, shapes_of, skeleton
from bot.language.hosts import host_of


@pytest.mark.parametrize(
    "label", ["d1scord", "dlscord", "d\u0456scord", "disc\u043erd", "d\u00efscord"]
)
def test_what_passes_for_a_name_has_its_skeleton(label):
    assert skeleton(label) == skeleton("discord")


def test_letters_side_by_side_pass_for_one():
    assert skeleton("stearn") == skeleton("steam")


@pytest.mark.parametrize(
    ("one", "other", "far"),
    [("steam", "steam", 0), ("steam", "steem", 1), ("steam", "setam", 1), ("steam", "stem", 1)],
)
def test_the_distance_counts_what_was_changed(one, other, far):
    assert distance(one, other, 3) == far


def test_what_is_too_far_is_only_known_to_be_farther():
    assert distance("steam", "bakery", 1) == 2


def test_every_owner_is_a_host_somebody_registered():
    assert all(host_of(name).registered == name for name in OWNERS)


def test_a_host_has_the_same_features_alone_and_among_others():
    hosts = [host_of(name) for name in ("bakery.org", "dlscord-gift.xyz", "a.b.github.io")]
    together = shapes_of(hosts)

    alone = [shapes_of([host]).buckets.tolist() for host in hosts]

    assert [together.buckets[together.rows == row].tolist() for row in range(3)] == alone


def test_no_hosts_have_no_features():
    assert shapes_of([]).n == 0
