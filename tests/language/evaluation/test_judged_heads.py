"""The tasks of scam links, substance, hostility and derailment, on small invented sets."""

import io
import json
import lzma
import tarfile
import zipfile

import pytest

from bot.language.evaluation.domains import read_ordinary, read_scams
from bot.language.evaluation.figures import Asked, SetDamaged
from bot.language.evaluation.judged import comments_of, read_replies, read_threads
from bot.language.evaluation.tasks import derailment, hostility, scam_links, substance

KIND, RUDE = "Thanks, that helped a lot.", "You are a stupid idiot, shut up."


def put(path, rows):
    path.parent.mkdir(parents=True, exist_ok=True)
    with lzma.open(path, "wt", encoding="utf-8") as file:
        file.writelines(json.dumps(row) + "\n" for row in rows)


def thread(number, said):
    comments = [
        {"id": at, "kind": each and "Insulting", "t": f"{RUDE if each else KIND} {at}"}
        for at, each in enumerate(letter == "!" or None for letter in said)
    ]
    return {"issue": number, "fold": number % 5, "comments": comments}


@pytest.fixture
def data(tmp_path):
    put(
        tmp_path / "github-incivility" / "threads.jsonl.xz",
        [
            *(thread(number, "..!") for number in range(12)),
            *(thread(number, "...") for number in range(12, 24)),
            thread(24, "!."),
        ],
    )
    put(
        tmp_path / "umod" / "umod.jsonl.xz",
        [
            {
                "preceding_comment": f"What of loaf {number}? See https://loaf{number}.org/x",
                "reply": "Because the flour is cold, it needs time. " * (1 + number % 7),
                "constructiveness": 1 + number % 5,
                "fold": number % 5,
            }
            for number in range(30)
        ],
    )
    put(tmp_path / "freecodecamp-gitter" / "messages.jsonl.xz", [{"t": "www.rye-and-oats.org."}])
    (tmp_path / "discord-scam-links").mkdir()
    listed = "\n".join(f"dlscord-nitro-{number}.xyz" for number in range(40))
    (tmp_path / "discord-scam-links" / "domains.txt.xz").write_bytes(lzma.compress(listed.encode()))
    (tmp_path / "slack-export-houston").mkdir()
    with zipfile.ZipFile(tmp_path / "slack-export-houston" / "slack-export.zip", "w") as pack:
        pack.writestr("general/a.json", '[{"text": "<http:\\/\\/oven.example.com\\/a>"}]')
    (tmp_path / "irc-disentanglement").mkdir()
    with tarfile.open(tmp_path / "irc-disentanglement" / "irc-train-dev.tar.xz", "w:xz") as pack:
        member = tarfile.TarInfo("a.txt")
        member.size = len(said := b"see http://kiln.example.org/b")
        pack.addfile(member, io.BytesIO(said))
    return tmp_path


@pytest.fixture
def asked(data):
    return Asked(data=data, draws=100, seed=1)


def figures(task, asked):
    return {(each.model, each.metric): each for each in task.TASK.figures(asked)}


def test_every_host_of_ordinary_talk_is_found_once(data):
    names = {host.registered for host in read_ordinary(data)}

    assert names == {f"loaf{n}.org" for n in range(30)} | {
        "rye-and-oats.org",
        "example.com",
        "example.org",
    }


def test_every_listed_domain_is_read(data):
    assert len(read_scams(data)) == 40


def test_scam_links_tell_look_alikes_from_bakeries(asked):
    found = figures(scam_links, asked)

    assert found["scam-1", "recall"].ours == 1.0
    assert found["scam-1", "alarms per 1,000 ordinary hosts"].ours == 0.0


def test_an_uncivil_comment_counts_whatever_its_kind(data):
    comments = comments_of(read_threads(data))

    assert comments.score.sum() == 13


def test_hostility_ranks_insults_above_thanks(asked):
    found = figures(hostility, asked)

    assert found["hostility-1", "AUC"].ours == 1.0
    assert found["labels", "natural rate"].ours == pytest.approx(13 / 74)


def test_replies_to_one_comment_are_never_parted(data):
    replies = read_replies(data)

    assert len(set(replies.units)) == 30


def test_substance_stands_beside_length_alone(asked):
    found = figures(substance, asked)

    assert found["length", "AUC"].ours is not None
    assert found["substance-1", "AUC"].n == 30


def test_a_thread_that_begins_uncivil_cannot_be_foreseen(asked):
    found = figures(derailment, asked)

    assert found["labels", "natural rate"].n == 24


def test_a_thread_is_read_up_to_its_first_uncivil_comment_only(asked):
    found = figures(derailment, asked)

    assert found["derailment-1, no deferral", "recall"].ours == 0.0


def test_a_set_that_is_cut_short_is_named(data):
    path = data / "umod" / "umod.jsonl.xz"
    path.write_bytes(path.read_bytes()[:-40])

    with pytest.raises(SetDamaged, match="umod"):
        read_replies(data)
