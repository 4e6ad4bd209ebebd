"""The HTML of a Zulip message gives its author's words, and nothing of what the server added."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.platforms.exports._zulip_text import LONGEST_HTML, zulip_text

SAID = '<p><a href="https://town.example/#narrow/channel/1-a/topic/b/near/{}">said</a>:</p>'


@pytest.mark.parametrize(
    ("content", "text"),
    [
        ("<p>Rain.</p>", "Rain."),
        ("<p>Rain &amp; sun, 3 &lt; 4.</p>", "Rain & sun, 3 < 4."),
        ("<p>One.</p>\n<p>Two.</p>", "One.\nTwo."),
        ("<p>One.<br>\nTwo.</p>", "One.\n\nTwo."),
        ("<ul>\n<li>rye</li>\n<li>wheat</li>\n</ul>", "rye\nwheat"),
        ("<p>Try <code>make up</code> first.</p>", "Try `make up` first."),
        ("<p><strong>Very</strong> <em>wet</em>.</p>", "Very wet."),
        ('<p><a href="https://town.example/rye">rye</a></p>', "rye"),
        ('<p><span class="emoji emoji-1f389" title="tada">:tada:</span></p>', ":tada:"),
        ("plain text", "plain text"),
        ("", ""),
    ],
)
def test_html_becomes_what_was_written(content, text):
    assert zulip_text(content).text == text


def test_code_is_fenced():
    html = "<p>Like so:</p>\n<div><pre><span></span><code>x = 1\n</code></pre></div>"

    assert zulip_text(html).text == "Like so:\n```\nx = 1\n```"


def test_formulas_and_previews_are_left_out():
    html = (
        '<p>See <span class="katex"><span>x<sup>2</sup></span></span> here.</p>'
        '<div class="message_inline_image"><a href="https://a.example/i.png">i.png</a></div>'
    )

    assert zulip_text(html).text == "See  here."


def test_a_mention_names_a_person_and_a_silent_one_does_not():
    html = (
        '<p><span class="user-mention" data-user-id="7">@Ben Oak</span> and '
        '<span class="user-mention silent" data-user-id="8">Cleo</span></p>'
    )

    assert zulip_text(html).people == ("Ben Oak",)
    assert zulip_text(html).text == "@Ben Oak and Cleo"


def test_the_first_of_several_quotations_is_answered():
    html = SAID.format(5) + "<blockquote><p>a</p></blockquote><p>One.</p>"
    html += SAID.format(6) + "<blockquote><p>b</p></blockquote><p>Two.</p>"

    assert zulip_text(html).quoted == "5"
    assert zulip_text(html).text == "One.\nTwo."


def test_a_quotation_within_a_quotation_goes_with_it():
    html = SAID.format(5) + f"<blockquote>{SAID.format(6)}<blockquote><p>b</p></blockquote>"
    html += "<p>a</p></blockquote><p>Mine.</p>"

    assert (zulip_text(html).quoted, zulip_text(html).text) == ("5", "Mine.")


def test_a_link_to_a_message_without_a_quotation_answers_nothing():
    html = SAID.format(5) + "<p>Look there.</p>"

    assert zulip_text(html).quoted is None
    assert zulip_text(html).text == "said:\nLook there."


def test_a_link_some_paragraphs_above_a_quotation_answers_nothing():
    html = SAID.format(5) + "<p>Then.</p><blockquote><p>a</p></blockquote><p>Mine.</p>"

    assert zulip_text(html).quoted is None
    assert zulip_text(html).text == "said:\nThen.\nMine."


def test_a_quotation_without_a_source_is_left_out():
    assert zulip_text("<blockquote>\n<p>a</p>\n</blockquote>\n<p>Mine.</p>").text == "Mine."


@given(html=st.text(alphabet='<>/pbq="a &;!-', max_size=300))
def test_any_html_is_read_to_its_end(html):
    assert isinstance(zulip_text(html).text, str)


@pytest.mark.parametrize("piece", ["<", "<p>", "</p>", "<a href='", "&", "<!--", "<blockquote>"])
def test_the_longest_html_is_read_in_little_time(piece):
    html = "<" + piece * ((LONGEST_HTML - 1) // len(piece))
    start = time.process_time()

    zulip_text(html)

    assert time.process_time() - start < 20
