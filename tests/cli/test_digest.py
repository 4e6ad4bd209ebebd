import json


def test_an_imported_community_has_a_digest(tummler, small, tmp_path):
    tummler("import", *small)

    done = tummler("digest", "--week", "2026-W11", "--out", "page.html")

    assert done.returncode == 0, done.stderr
    assert "WEEK 11" in done.stdout
    assert "<h1" in (tmp_path / "page.html").read_text()


def test_the_same_digest_as_json(tummler, small):
    tummler("import", *small)

    done = tummler("digest", "--week", "2026-W11", "--json")

    assert json.loads(done.stdout)["schema"].startswith("tummler.digest/")


def test_a_community_that_is_not_here_is_named(tummler):
    done = tummler("digest", "--community", "nobody")

    assert done.returncode == 1
    assert "nobody" in done.stderr


def test_a_week_that_is_none_says_the_form(tummler, small):
    tummler("import", *small)

    done = tummler("digest", "--week", "soon")

    assert done.returncode == 2
    assert "2026-W46" in done.stderr
