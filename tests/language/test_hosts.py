"""Which hosts a message links to."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.language.hosts import MOST, host_of, hosts_of


def registered(text):
    return [host.registered for host in hosts_of(text)]


@pytest.mark.parametrize(
    "text",
    [
        "see https://example.org/a/b?c=d.",
        "(http://example.org)",
        "[bread](https://www.example.org/x)",
        "<https://EXAMPLE.org>",
        "www.example.org, please",
        "http://someone:secret@example.org:8080/",
        "https://example\u3002org",
        "https://exam\u200bple.org",
        "hxxps://example.org",
    ],
)
def test_a_link_is_found_however_it_is_written(text):
    assert registered(text) == ["example.org"]


@pytest.mark.parametrize(
    "text",
    ["", "example.org", "http://", "http://localhost/x", "http://192.0.2.7/", "www.", "a@b.org"],
)
def test_what_is_no_link_to_a_registered_host_is_left_out(text):
    assert hosts_of(text) == ()


def test_who_registers_under_a_shared_suffix_is_told_from_the_neighbours():
    assert registered("https://one.github.io https://two.github.io") == [
        "one.github.io",
        "two.github.io",
    ]


def test_the_name_before_the_registered_part_is_kept_apart():
    host = host_of("a.b.example.co.uk")

    assert (host.sub, host.label, host.suffix) == ("a.b", "example", "co.uk")


def test_punycode_is_shown_as_people_see_it():
    assert host_of("xn--mnchen-3ya.de").label == "m\u00fcnchen"


def test_broken_punycode_stays_as_it_is():
    assert host_of("xn--\u00e9.com").label == "xn--\u00e9"


def test_a_wall_of_links_is_read_as_far_as_its_first():
    text = " ".join(f"https://bakery{number}.org" for number in range(500))

    assert len(hosts_of(text)) == MOST


@settings(max_examples=100, deadline=None)
@given(st.text(alphabet=st.characters(), max_size=80))
def test_anything_after_http_is_survived(rest):
    hosts_of(f"http://{rest} https://x.{rest}.com www.{rest}")
