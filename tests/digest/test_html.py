"""The page: one file, readable by anyone, with the numbers of every other surface."""

import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest

from bot.core.measurements import Grade
from bot.digest.compose import compose
from bot.digest.html import to_html
from bot.digest.images import Picture
from bot.digest.material import Definition
from bot.digest.palette import DARK, LIGHT
from bot.digest.records import to_json
from bot.digest.text import to_text

VOID = {"meta", "br", "link", "hr", "img", "input"}


def without_pictures(_charts):
    return {}


def with_lines(charts):
    return {chart.name: Picture(wide="<svg></svg>", narrow="<svg></svg>") for chart in charts}


class Page(HTMLParser):
    """The tags with their attributes, the text between them, and what was never closed."""

    def __init__(self, text):
        super().__init__()
        self.tags, self.words, self.open = [], [], []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        if self.open[-1:] != ["style"]:
            self.words.append(data)

    @property
    def text(self):
        return " ".join(" ".join(self.words).split())

    def named(self, tag):
        return [attributes for name, attributes in self.tags if name == tag]


@pytest.fixture
def page(replayed):
    return to_html(compose(replayed), drawn_by=with_lines)


def flat(text):
    return " ".join(text.split())


def test_every_tag_is_closed_where_it_was_opened(page):
    assert Page(page).open == []


def test_there_is_one_h1_and_a_language(page):
    read = Page(page)

    assert len(read.named("h1")) == 1
    assert read.named("html") == [{"lang": "en"}]


def test_landmarks_and_a_skip_link_lead_through_it(page):
    read = Page(page)

    assert [len(read.named(tag)) for tag in ("header", "main", "footer")] == [1, 1, 1]
    assert read.named("a")[0] == {"class": "skip", "href": "#digest"}
    assert read.named("main")[0]["id"] == "digest"


def test_every_section_is_named_by_its_heading(page):
    read = Page(page)
    ids = {attributes["id"] for tag, attributes in read.tags if tag == "h2"}

    named = {each["aria-labelledby"] for each in read.named("section")}

    assert named
    assert named < ids


def test_no_id_stands_twice(page):
    ids = [attributes["id"] for _, attributes in Page(page).tags if "id" in attributes]

    assert len(ids) == len(set(ids))


def test_nothing_is_fetched_and_nothing_runs(page):
    read = Page(page)

    assert not re.findall(r"https?:|//[a-z]|@import|url\(|src=|\son[a-z]+=", page)
    assert not {"script", "link", "img", "iframe", "object", "form"} & {tag for tag, _ in read.tags}


def test_a_link_of_a_message_is_the_only_address(typical):
    [first, *rest] = typical.waiting
    waiting = (replace(first, link="https://chat.example/m/1"), *rest)

    page = to_html(compose(replace(typical, waiting=waiting)), drawn_by=without_pictures)

    assert set(re.findall(r"https?://[^\s\"<]*", page)) == {"https://chat.example/m/1"}


@pytest.mark.parametrize("link", ["javascript:alert(1)", "data:text/html,x", "file:///etc/passwd"])
def test_only_a_page_may_be_linked(typical, link):
    waiting = tuple(replace(each, link=link) for each in typical.waiting)

    page = to_html(compose(replace(typical, waiting=waiting)), drawn_by=without_pictures)

    assert link not in page


def test_names_of_rooms_cannot_become_markup(typical):
    waiting = tuple(replace(each, room="<script>x</script>") for each in typical.waiting)
    material = replace(typical, waiting=waiting, community="<b>bakers</b>")

    page = to_html(compose(material), drawn_by=without_pictures)

    assert "<script" not in page
    assert "<b>bakers" not in page


def test_dark_light_and_print_are_all_there(page):
    assert "prefers-color-scheme:dark" in page
    assert "@media print" in page
    assert all(colour in page for colour in (*LIGHT.values(), *DARK.values()))


def test_a_saved_page_says_that_it_holds_nobodys_words(page):
    assert "None of your members\u2019 words are in it." in Page(page).text


def test_each_chart_is_a_figure_with_its_caption_and_its_table(replayed, page):
    report = compose(replayed)
    read = Page(page)

    assert len(read.named("figure")) == len(read.named("figcaption")) == len(report.charts) == 2
    for chart in report.charts:
        assert all(flat(cell) in read.text for row in chart.rows for cell in row)


def test_a_chart_that_could_not_be_drawn_leaves_its_table_open(replayed):
    page = to_html(compose(replayed), drawn_by=without_pictures)

    assert page.count("This chart could not be drawn; its table holds the same.") == 2
    assert all("open" in each for each in Page(page).named("details"))


def test_the_page_without_its_tables_is_read_in_four_minutes(typical):
    page = to_html(compose(typical), drawn_by=with_lines)
    bare = re.sub(r"<table.*?</table>", "", page, flags=re.DOTALL)

    assert len(Page(bare).text.split()) <= 900


def test_it_is_one_small_file(page):
    assert len(page.encode()) <= 1_500_000


def numbers_of_page(text):
    """By name of the number: what its row or sentence on the page says."""
    found = re.findall(r'<(tr|p)[^>]* data-number="([^"]+)"[^>]*>(.*?)</\1>', text, flags=re.DOTALL)
    return {name: Page(inside).text for _, name, inside in found}


def figures(said):
    """Every numeral in a text, so that surfaces can be compared without their wording."""
    return sorted(re.findall(r"\d+(?:[.,]\d+)*", said))


@pytest.mark.parametrize("people", [30, None])
def test_the_same_numbers_stand_in_text_page_and_json(typical, sized, people):
    report = compose(typical if people is None else sized(people))
    text = flat(to_text(report, full=True))
    record = to_json(report)
    rows = numbers_of_page(to_html(report, drawn_by=without_pictures))
    kept = next(part for part in record["parts"] if part["name"] == "headline")
    by_name = {each["name"]: each for each in [kept["lead"], *kept["numbers"]]}

    for number in report.numbers():
        assert flat(number.sentence) in text
        row, written = rows[number.name], by_name[number.name]
        assert flat(number.value) in row
        assert written["value"] == number.value
        for said in (number.extent, number.usual, number.verdict, number.counted):
            assert said is None or flat(said) in row
        shown = [number.value, number.extent or "", number.usual or "", number.counted or ""]
        label = figures(number.label)
        if number.name not in {"valued_share", "valued_share_so_far"}:
            assert figures(row) == sorted(figures(" ".join(shown)) + label)
        assert set(figures(number.sentence)) == set(figures(" ".join(shown)) + label)


@pytest.mark.parametrize("people", [0, 1, 4])
def test_a_quiet_page_has_no_share_no_chart_and_no_table(sized, people):
    page = to_html(compose(sized(people)), drawn_by=with_lines)
    read = Page(page)

    assert "%" not in read.text
    assert not {"figure", "table", "svg"} & {tag for tag, _ in read.tags}


def test_where_metrics_have_pages_the_numbers_lead_there(typical):
    known = Definition(
        metric="valued_share", grade=Grade.HEADLINE, least=50, weeks=1, source="ours"
    )
    report = compose(replace(typical, definitions=(known,)))
    html = to_html(report, drawn_by=without_pictures, metric_pages="/metrics/")

    led = {a["href"] for tag, a in Page(html).tags if tag == "a" and "metric" in a["href"]}

    assert led == {"/metrics/valued_share"}
