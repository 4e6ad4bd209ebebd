import pytest

from bot.digest.palette import DARK, LIGHT, MARK_PAIRS, TEXT_PAIRS, contrast

PALETTES = {"light": LIGHT, "dark": DARK}


def test_contrast_is_that_of_the_standard():
    assert contrast("#ffffff", "#000000") == pytest.approx(21.0)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.005)


@pytest.mark.parametrize("mode", PALETTES)
@pytest.mark.parametrize("pair", TEXT_PAIRS)
def test_text_can_be_read(mode, pair):
    text, ground = (PALETTES[mode][name] for name in pair)

    assert contrast(text, ground) >= 4.5


@pytest.mark.parametrize("mode", PALETTES)
@pytest.mark.parametrize("pair", MARK_PAIRS)
def test_marks_can_be_told_from_their_ground(mode, pair):
    mark, ground = (PALETTES[mode][name] for name in pair)

    assert contrast(mark, ground) >= 3.0


def test_both_palettes_name_the_same_colours():
    assert LIGHT.keys() == DARK.keys()
