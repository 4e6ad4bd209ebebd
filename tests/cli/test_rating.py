"""`tummler replay --rate`: cards on a page of this machine, rated with its buttons."""

import os
import re
import signal
import subprocess
import sys
from pathlib import Path

import httpx
import pytest

READY = re.compile(r"Rate my choices: (http://127\.0\.0\.1:\d+)/rewind +(\d+) cards")


@pytest.fixture
def rated(waiting, tmp_path):
    """Replays the archive, gives a visitor of its cards to what is to be done; what was printed."""

    def run(visit):
        command = [
            *(sys.executable, "-m", "bot", "--data", str(tmp_path / "data"), "replay"),
            *(*map(str, waiting), "--rate"),
            *("--out", str(tmp_path / "out")),
        ]
        with subprocess.Popen(
            command,
            cwd=Path(__file__).parents[2],
            env=os.environ | {"TUMMLER_PORT": "0", "NO_COLOR": "1"},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
        ) as process:
            said = []
            found = None
            for line in process.stderr:
                said.append(line)
                found = READY.search(line)
                if found:
                    break
            assert found, "".join(said)
            address = found[1]
            try:
                with httpx.Client(base_url=address, headers={"Origin": address}) as client:
                    visit(client, int(found[2]))
            finally:
                process.send_signal(signal.SIGINT)
            said += process.stderr
        assert process.returncode == 0, "".join(said)
        return "".join(said)

    return run


def card_of(page):
    return re.search(r'name="card" value="(\w+)"', page)[1]


def test_the_words_stand_beside_the_card_and_as_mere_words(rated):
    def visit(client, cards):
        page = client.get("/rewind").text
        assert cards >= 1
        assert "Which of these pumps suits a &lt;b&gt;cold&lt;/b&gt; shed?" in page
        assert "Person A" in page
        assert "ana" not in page

    rated(visit)


def test_a_label_is_kept_and_told_at_the_end(rated):
    def visit(client, cards):
        for number in range(cards):
            page = client.get("/rewind").text
            said = {"card": card_of(page), "label": "say"}
            done = client.post("/rewind/rate", data=said, follow_redirects=True)
            assert f"{number + 1} of {cards} rated" in done.text
        assert "All of it is rated." in client.get("/rewind").text

    told = rated(visit)

    assert re.search(r"\d of \d “say”", told)


def test_a_second_time_the_labels_are_still_there_and_can_be_changed(rated):
    def first(client, _cards):
        said = {"card": card_of(client.get("/rewind").text), "label": "say"}
        client.post("/rewind/rate", data=said)

    def again(client, _cards):
        page = client.get("/rewind").text
        assert "1 of" in page
        card = re.search(
            r'<li><a href="/rewind\?card=(\w+)">[^<]*</a> <span class="note">Say<', page
        )
        client.post("/rewind/rate", data={"card": card[1], "label": "too-late"})
        assert (
            'value="too-late" data-key="3" aria-pressed="true"'
            in client.get(f"/rewind?card={card[1]}").text
        )

    rated(first)
    told = rated(again)

    assert "0 of 1 “say”" in told or "Nothing was rated." in told


def test_another_sites_form_is_refused(rated):
    def visit(client, _cards):
        said = {"card": card_of(client.get("/rewind").text), "label": "say"}
        elsewhere = {"Origin": "http://elsewhere.example"}
        assert client.post("/rewind/rate", data=said, headers=elsewhere).status_code == 403
        assert client.get("/rewind", headers={"Host": "elsewhere.example"}).status_code == 400

    rated(visit)


def test_no_words_are_left_in_the_store(rated, tmp_path):
    rated(lambda client, _cards: client.get("/rewind"))

    held = b"".join(file.read_bytes() for file in (tmp_path / "data").rglob("*") if file.is_file())
    assert b"cold" not in held
