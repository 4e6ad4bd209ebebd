"""What can be done on a page is done by whoever is at this machine, from a page of this house."""

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.applications import Starlette
from starlette.responses import JSONResponse
from starlette.routing import Route

from bot.web.guarding import LARGEST, LIVE, filled_in, kept_here, local_path

HERE = "http://127.0.0.1"


@pytest.fixture
def ask():
    """Asks one guarded page that says what was filled in."""

    async def page(request):
        return JSONResponse(await filled_in(request) if request.method == "POST" else {})

    async def of(method="POST", *, client="127.0.0.1", headers=None, **said):
        app = Starlette(routes=[Route("/", kept_here(page), methods=["GET", "POST"])])
        across = httpx.ASGITransport(app=app, client=(client, 5000))
        async with httpx.AsyncClient(transport=across, base_url=HERE) as browser:
            return await browser.request(method, "/", headers=headers or {"Origin": HERE}, **said)

    return of


async def test_a_form_of_this_house_is_taken(ask):
    assert (await ask(data={"text": "Hello"})).json() == {"text": "Hello"}


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "http://evil.example"},
        {"Origin": "null"},
        {"Origin": ""},
        {"Origin": "http://127.0.0.1:81"},
        {"Sec-Fetch-Site": "same-origin"},
    ],
)
async def test_a_form_of_another_page_is_refused(ask, headers):
    assert (await ask(headers=headers, data={"text": "Hello"})).status_code == 403


@pytest.mark.parametrize("method", ["GET", "POST"])
@pytest.mark.parametrize("client", ["192.0.2.7", "2001:db8::1", "unix"])
async def test_nobody_uses_it_from_another_machine(ask, method, client):
    assert (await ask(method, client=client)).status_code == 403


async def test_the_loopback_of_the_newer_protocol_is_this_machine_too(ask):
    assert (await ask("GET", client="::1")).status_code == 200


async def test_a_form_that_is_too_large_is_refused(ask):
    answer = await ask(data={"text": "a" * LARGEST})

    assert answer.status_code == 413


async def test_no_script_but_our_own_may_run():
    policy = LIVE["Content-Security-Policy"]

    assert "script-src 'self'" in policy
    assert "default-src 'none'" in policy


@given(st.text(max_size=60))
def test_a_way_back_stays_in_this_house(path):
    back = local_path(path)

    assert back.startswith("/")
    assert not back.startswith(("//", "/\\"))
    assert back.isprintable()


@pytest.mark.parametrize("path", ["/parlour?room=hello#m1", "/queue", "/ladder?room=crumb"])
def test_a_path_of_this_house_is_kept(path):
    assert local_path(path) == path
