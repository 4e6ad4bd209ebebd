"""A command that is killed anywhere and run again leaves what one that was left alone leaves."""

ZONE = "--time-zone=UTC"
BEFORE_THE_CHARTS = "multiprocessing.popen_spawn_posix"


def test_an_import_that_dies_loses_nothing_and_counts_nothing_twice(dies, archive):
    found = dies(["import", str(archive), ZONE])

    assert found["faults"] == []
    assert found["tables"]["tummler.sqlite:messages"] == 45
    assert found["tables"]["tummler.sqlite:reactions"] == 5


def test_a_replay_that_dies_ends_like_one_that_did_not(dies, archive):
    found = dies(["replay", str(archive), ZONE, "--keep"], ends_with=BEFORE_THE_CHARTS)

    assert found["faults"] == []
    assert any(name.endswith(":messages") for name in found["tables"])


def test_a_migration_that_dies_leaves_the_schema_as_it_was_or_whole(dies):
    found = dies(["migrate"])

    assert found["faults"] == []
    assert found["points"] > 40


def test_the_driver_sees_what_a_death_destroys(dies, archive):
    found = dies(["import", str(archive), ZONE], again=["migrate"], points=2, every=False)

    assert any("messages" in fault for fault in found["faults"])
