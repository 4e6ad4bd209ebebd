"""Every model that came with Tummler has a card, and every card says what it must."""

import re
from pathlib import Path

import pytest

import bot.language

DATA = Path(bot.language.__file__).parent / "head_data"
FIELDS = (
    "Name, version, date of training",
    "Says",
    "Must not be used for",
    "Who sees it",
    "Data",
    "Labels",
    "Split",
    "Features and model",
    "Speed",
    "Metrics",
    "Length",
    "Calibration",
    "Threshold and why",
    "Coverage",
    "Known failures",
    "Languages",
    "Script, seed, digests",
)
LICENCES = {
    "answer": ("CC BY 4.0",),
    "derailment": ("MIT",),
    "hostility": ("MIT",),
    "links": ("CC BY 4.0",),
    "question": ("BSD-3-Clause",),
    "rules": ("BSD-3-Clause",),
    "scam": ("BSD-3-Clause", "CC BY 4.0", "MIT"),
    "substance": ("CC BY 4.0",),
}
CARDS = [DATA / f"{name}.md" for name in LICENCES]


@pytest.mark.parametrize("card", CARDS, ids=lambda card: card.stem)
@pytest.mark.parametrize("field", FIELDS)
def test_a_card_has_every_field(card, field):
    text = card.read_text(encoding="utf-8")

    [said] = re.findall(rf"^- \*\*{field}:?\*\*[^\n]*", text, flags=re.MULTILINE)
    assert len(said) > len(field) + 12


@pytest.mark.parametrize("card", CARDS, ids=lambda card: card.stem)
def test_what_a_card_was_made_from_is_named_with_its_licence(card):
    text = card.read_text(encoding="utf-8")

    assert any(licence in text for licence in LICENCES)


def test_every_model_has_a_card():
    models = {path.stem for path in DATA.glob("*.npz")}

    assert models <= {card.stem for card in CARDS}
