def test_without_a_database_nothing_is_pending(tummler):
    done = tummler("migrate", "--check")

    assert done.returncode == 0
    assert "no database" in done.stdout


def test_a_new_database_is_brought_to_the_newest_schema(tummler):
    first = tummler("migrate")
    again = tummler("migrate")
    check = tummler("migrate", "--check")

    assert "Upgraded from an empty database" in first.stdout
    assert "nothing was pending" in again.stdout
    assert check.returncode == 0
