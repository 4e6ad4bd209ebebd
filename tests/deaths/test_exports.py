"""An export that is killed leaves nothing that looks whole, and the next one is as it should be."""

TAKEN = ["export", "--csv", "--out", "{data}/taken"]
REPLACED = [*TAKEN, "--force"]


def test_an_export_that_dies_leaves_none_or_a_whole_one(dies, lived):
    found = dies(TAKEN, prepare=[lived], again=REPLACED, whole="taken")

    assert found["faults"] == []
    assert "taken/manifest.json" in found["tables"]


def test_an_export_that_dies_replacing_another_leaves_one_of_the_two(dies, lived):
    found = dies(REPLACED, prepare=[lived, TAKEN], whole="taken")

    assert found["faults"] == []


def test_the_driver_sees_an_export_that_is_not_whole(dies, lived):
    found = dies(TAKEN, prepare=[lived], again=REPLACED, whole=".taken.partial", every=False)

    assert any("it left .taken.partial/" in fault for fault in found["faults"])
