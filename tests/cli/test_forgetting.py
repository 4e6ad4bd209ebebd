"""`tummler forget` as an operator says it who was asked by letter."""

import json

import pytest


def test_a_member_gets_a_receipt(tummler, imported):
    done = tummler("forget", "--member", "table:ana", "--yes")

    assert done.returncode == 0, done.stderr
    assert "Forgotten in home" in done.stdout
    assert "messages 6" in done.stdout
    assert "Not in my power" in done.stdout


def test_no_output_says_who_it_was(tummler, imported):
    done = tummler("forget", "--member", "table:finn", "--yes")

    assert "finn" not in done.stdout + done.stderr


def test_a_second_time_shows_the_first_receipt(tummler, imported):
    first = json.loads(tummler("forget", "--member", "table:ana", "--yes", "--json").stdout)

    again = json.loads(tummler("forget", "--member", "table:ana", "--yes", "--json").stdout)

    assert again["done_before"]
    assert again["receipts"] == first["receipts"]


def test_a_receipt_is_shown_again_by_its_reference(tummler, imported):
    first = json.loads(tummler("forget", "--member", "table:ana", "--yes", "--json").stdout)
    reference = first["receipts"][0]["reference"]

    again = tummler("forget", "--receipt", reference.lower(), "--json")

    assert json.loads(again.stdout)["receipts"] == first["receipts"]


def test_an_unknown_member_is_said_to_be_unknown_and_nothing_is_stored(tummler, imported, tmp_path):
    before = (tmp_path / "data/tummler.sqlite").read_bytes()

    done = tummler("forget", "--member", "table:nobody", "--yes")

    assert done.returncode == 1
    assert "Nothing is held of this member" in done.stderr
    assert "nobody" not in done.stderr
    assert (tmp_path / "data/tummler.sqlite").read_bytes() == before


def test_the_same_archive_under_another_name_does_not_bring_them_back(
    tummler, imported, small, tmp_path
):
    tummler("forget", "--member", "table:ana", "--yes")
    again = tmp_path / "again.csv"
    again.write_bytes(small[0].read_bytes())

    tummler("import", again, *small[1:])

    done = tummler("forget", "--member", "table:ana", "--yes")
    assert "This was done before" in done.stdout


def test_without_a_yes_nothing_happens(tummler, imported):
    done = tummler("forget", "--member", "table:ana")

    assert done.returncode == 1
    assert tummler("forget", "--member", "table:ana", "--yes").returncode == 0


@pytest.mark.parametrize("named", ["ana", "table:"])
def test_a_member_is_named_with_the_platform(tummler, named):
    done = tummler("forget", "--member", named, "--yes")

    assert done.returncode == 2
    assert "platform and id" in done.stderr


def test_without_a_member_the_usage_is_said(tummler):
    assert tummler("forget").returncode == 2


def test_in_an_empty_house_nothing_is_held_and_nothing_made(tummler, tmp_path):
    done = tummler("forget", "--member", "table:ana", "--yes")

    assert done.returncode == 1
    assert not (tmp_path / "data").exists()


def test_a_community_that_is_not_here_is_named(tummler, imported):
    done = tummler("forget", "--member", "table:ana", "--community", "elsewhere", "--yes")

    assert done.returncode == 1
    assert "elsewhere" in done.stderr


def test_no_file_of_the_data_folder_holds_a_name_or_a_word(tummler, tmp_path):
    (tmp_path / "marked.csv").write_text(
        "id,user,created_at,body\n"
        "1,U0MARKERNAME,2026-11-20T10:00:00Z,zanzibarmarker is what I mean\n"
        "2,ben,2026-11-20T10:05:00Z,quite so\n"
    )
    fields = "message=id,author=user,time=created_at,text=body"
    tummler("import", "marked.csv", "--map", fields, "--time-zone", "UTC")
    done = tummler("forget", "--member", "table:U0MARKERNAME", "--yes")

    held = b"".join(p.read_bytes() for p in (tmp_path / "data").rglob("*") if p.is_file())
    assert done.returncode == 0
    assert b"U0MARKERNAME" not in held
    assert b"zanzibarmarker" not in held
    assert b"table/2" in held
