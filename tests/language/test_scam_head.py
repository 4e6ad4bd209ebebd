"""Whether a message links to a trap."""

import time

import numpy as np
import pytest

from bot.language.folded import FoldedModel
from bot.language.head_files import HeadDamaged, shipped
from bot.language.host_shapes import OWNERS
from bot.language.hosts import host_of
from bot.language.scam_head import ScamHead, scam_head


@pytest.fixture(scope="module")
def head():
    return scam_head()


@pytest.mark.parametrize(
    "text",
    [
        "free nitro here https://dlscord-nitro-gift.xyz/claim",
        "http://stearncomunnity.ru/trade",
        "https://d\u0456scord.com/gift",
        "https://xn--dscord-q9e.com/gift",
        "ordinary https://example.org and then https://disc0rd-airdrop.ru",
    ],
)
def test_a_look_alike_is_told(head, text):
    assert head.share(text) >= head.model.threshold


@pytest.mark.parametrize(
    "text",
    [
        "https://bakers-guild.org/rye",
        "https://docs.python.org/3/ and https://gov.uk",
        "https://village-bread.example.co.uk",
    ],
)
def test_an_ordinary_host_is_left_alone(head, text):
    assert head.share(text) < head.model.threshold


@pytest.mark.parametrize("owner", sorted(OWNERS))
def test_the_true_owner_of_an_imitated_name_is_no_scam(head, owner):
    assert head.share(f"https://www.{owner}/x") == 0.0


def test_an_owners_name_before_another_host_is_no_excuse(head):
    assert head.share("https://discord.com.login-gift.xyz/") >= head.model.threshold


def test_a_message_without_a_link_is_not_measured(head):
    assert head.share("no link, not even discord.gift") is None


def test_the_worst_host_decides(head):
    one, other = "https://example.org", "https://dlscord-nitro-gift.xyz"

    assert head.share(f"{one} {other}") == head.share(other)


def test_a_host_is_judged_alike_alone_and_among_others(head):
    hosts = [host_of(name) for name in ("example.org", "dlscord-gift.xyz", "bread.github.io")]

    alone = np.concatenate([head.shares([host]) for host in hosts])

    assert np.allclose(head.shares(hosts), alone, atol=1e-12)


@pytest.mark.parametrize(
    "text",
    [
        "http://" * 150_000,
        "https://" + "discord-" * 125_000 + ".com",
        " ".join(f"https://dlscord-steem-nitr0-{n}.com" for n in range(30_000)),
        "http://a" + "@" * 1_000_000,
    ],
)
def test_a_message_of_a_megabyte_is_read_within_fifty_milliseconds(head, text):
    head.share("https://warm.org")

    took = min(_processor_time(head, text) for _ in range(3))

    assert took < 0.05


def _processor_time(head, text):
    began = time.process_time()
    head.share(text)
    return time.process_time() - began


def test_a_model_of_another_shape_is_refused():
    with pytest.raises(HeadDamaged):
        FoldedModel.read(shipped("scam"), "scam", dense=3)


def test_a_cut_file_is_refused():
    with pytest.raises(HeadDamaged):
        ScamHead.read(shipped("scam")[:-500])
