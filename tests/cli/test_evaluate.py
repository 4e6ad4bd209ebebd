import io
import tarfile


def test_a_folder_without_sets_cannot_be_evaluated(tummler, tmp_path):
    done = tummler("evaluate", "language", "--data", str(tmp_path))

    assert done.returncode == 3
    assert "irc-disentanglement" in done.stderr
    assert "Traceback" not in done.stderr


def test_an_unknown_task_is_a_slip_of_the_person(tummler, tmp_path):
    done = tummler("evaluate", "language", "--data", str(tmp_path), "--task", "mind_reading")

    assert done.returncode == 2
    assert "reply_links" in done.stderr


def test_other_files_than_the_known_ones_prove_the_scorer_wrong(tummler, tmp_path):
    _pack(tmp_path, "[10:00] <ana> hm\n" * 1010, "1001 1002 -\n")

    done = tummler("evaluate", "language", "--data", str(tmp_path), "--task", "reply_links")

    assert done.returncode == 1
    assert "scorer" in done.stderr
    assert "links-3" not in done.stdout


def test_a_damaged_pack_is_one_sentence(tummler, tmp_path):
    (tmp_path / "irc-disentanglement").mkdir()
    (tmp_path / "irc-disentanglement" / "irc-train-dev.tar.xz").write_bytes(b"no archive")

    done = tummler("evaluate", "language", "--data", str(tmp_path), "--task", "reply_links")

    assert done.returncode == 1
    assert "irc-train-dev" in done.stderr
    assert "Traceback" not in done.stderr


def _pack(folder, text, answers):
    path = folder / "irc-disentanglement" / "irc-train-dev.tar.xz"
    path.parent.mkdir()
    with tarfile.open(path, "w:xz") as pack:
        for name, content in (("ascii", text), ("annotation", answers)):
            entry = tarfile.TarInfo(f"dev/2001-01-01.{name}.txt")
            entry.size = len(content)
            pack.addfile(entry, io.BytesIO(content.encode()))
