def test_the_version_is_printed(started):
    assert started("--version").stdout.startswith("Tummler ")


def test_a_command_says_the_same_however_its_process_began(started, tummler):
    anew, forked = started("digest"), tummler("digest")

    assert (anew.returncode, anew.stdout, anew.stderr) == (
        forked.returncode,
        forked.stdout,
        forked.stderr,
    )


def test_help_names_every_command(tummler):
    done = tummler("--help")

    for name in ("up", "replay", "import", "migrate"):
        assert name in done.stdout


def test_a_wrong_option_is_wrong_usage(tummler):
    done = tummler("replay", "--no-such-option")

    assert done.returncode == 2
    assert "Traceback" not in done.stderr
