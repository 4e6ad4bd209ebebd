import httpx
import pytest

from bot.web.serving import Pages, build_web


@pytest.fixture
def visit():
    """Visits pages with a Host header of one's choice."""

    async def of(path, host="127.0.0.1", *, ready=True):
        pages = Pages(
            first="<h1>first</h1>",
            digest="<h1>digest</h1>",
            charter="<h1>charter</h1>",
            record={"week": 46},
            metrics="<h1>metrics</h1>",
            metric_by_name={"branching": "<h1>branching</h1>"},
        )
        app = build_web(pages, hosts=["127.0.0.1"], ready=lambda: ready)
        across = httpx.ASGITransport(app=app)
        async with httpx.AsyncClient(transport=across, base_url=f"http://{host}") as client:
            return await client.get(path)

    return of


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/digest",
        "/charter",
        "/digest.json",
        "/healthz",
        "/readyz",
        "/metrics",
        "/metrics/branching",
    ],
)
async def test_every_page_answers_and_allows_no_script(visit, path):
    answer = await visit(path)

    assert answer.status_code == 200
    assert "script-src" not in answer.headers["content-security-policy"]
    assert answer.headers["content-security-policy"].startswith("default-src 'none'")
    assert answer.headers["cache-control"] == "no-store"


async def test_a_page_of_this_machine_is_shown_under_no_other_name(visit):
    assert (await visit("/", host="evil.example")).status_code == 400


async def test_the_record_is_json(visit):
    assert (await visit("/digest.json")).json() == {"week": 46}


async def test_a_house_that_is_not_ready_says_so(visit):
    assert (await visit("/readyz", ready=False)).status_code == 503


async def test_each_metric_has_its_own_page(visit):
    assert (await visit("/metrics/branching")).text == "<h1>branching</h1>"


async def test_what_is_no_metric_has_no_page(visit):
    assert (await visit("/metrics/gravity")).status_code == 404


async def test_there_is_nothing_else(visit):
    assert (await visit("/anything")).status_code == 404
