def test_the_version_is_printed(tummler):
    assert tummler("--version").stdout.startswith("Tummler ")


def test_help_names_every_command(tummler):
    done = tummler("--help")

    for name in ("up", "replay", "import", "migrate"):
        assert name in done.stdout


def test_a_wrong_option_is_wrong_usage(tummler):
    done = tummler("replay", "--no-such-option")

    assert done.returncode == 2
    assert "Traceback" not in done.stderr
