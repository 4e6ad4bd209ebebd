"""The charter's page: whole without script, naming nobody, whatever a charter holds."""

from dataclasses import replace

import pytest

from bot.core.charter import Artefact
from bot.platforms.parlour.charters import first_town_charter, town_charter
from bot.web.charter import CharterPage

HOSTILE = '<script>alert("x")</script> & "more"'


@pytest.fixture
def page(talk):
    def of(*charters, demo=True):
        signed = [
            talk.framework(version=version, charter=charter, evidence=(f"reason {version}",))
            for version, charter in enumerate(charters, start=1)
        ]
        return CharterPage("Bakers", "Europe/Berlin", signed, demo=demo).html()

    return of


def test_what_is_in_force_stands_on_the_page(page):
    html = page(town_charter())

    assert "Version 1, signed by a moderator on 2 March 2026, 01:00" in html
    assert "Topics left alone" in html
    assert "weight loss" in html


def test_every_version_is_told_with_what_it_changed_and_why(page):
    html = page(first_town_charter(), town_charter())

    assert "It rests on: reason 2" in html
    assert '<del><span class="tag">taken out</span>Show the loaf as it came out.</del>' in html
    assert '<ins><span class="tag">added</span>weight loss</ins>' in html
    assert "The first version." in html


def test_a_change_is_told_in_words_too_and_not_by_colour_alone(page):
    html = page(first_town_charter(), town_charter())

    assert html.count("<ins>") == html.count('<ins><span class="tag">added</span>') > 0


def test_an_artefact_opens_where_it_stands(page):
    link = '<a href="https://example.org/mills" rel="noreferrer">'

    assert f"{link}the map of mills (flour and grain)</a>" in page(town_charter())


def test_nobody_is_named(page):
    html = page(first_town_charter(), town_charter())

    assert "2 people" in html
    assert "parlour" not in html


def test_nothing_that_people_wrote_can_run(page):
    town = town_charter()
    about = replace(
        town.social_object,
        purpose=HOSTILE,
        artefacts=(Artefact(name=HOSTILE, link="javascript:alert(1)"),),
    )

    html = page(town, replace(town, social_object=about, norms=(HOSTILE,)))

    assert "<script" not in html
    assert 'href="javascript' not in html


def test_where_nobody_signed_the_page_says_what_follows(page):
    html = page()

    assert "nothing is ever said in public" in html
    assert "Every version" not in html


def test_a_version_that_left_the_charter_alone_says_so(page):
    assert "The charter says the same" in page(town_charter(), town_charter())


def test_only_the_demo_says_that_it_is_invented(page):
    assert "invented charter" in page(town_charter())
    assert "invented charter" not in page(town_charter(), demo=False)


def test_the_page_asks_for_nothing_outside(page):
    html = page(first_town_charter(), town_charter())

    assert [
        each for each in ("<script", '<link rel="style', "src=", "@import") if each in html
    ] == []
