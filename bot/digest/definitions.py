"""What each number is, how to read it and what would fool it: the metric's page, in words."""

from bot.digest.material import Definition
from bot.digest.report import Defined
from bot.digest.words import Words


def defined(definition: Definition, words: Words) -> Defined:
    """The sentences about one metric; raises UnknownMessage where nobody has written them."""
    name = f"metric-{definition.metric}"
    return Defined(
        name=definition.metric,
        label=words.say(name),
        what=words.say(f"{name}-what"),
        reading=words.say(f"{name}-read"),
        fooled=words.say(f"{name}-fooled"),
        facts=words.say(
            "definition-least" if definition.weeks == 1 else "definition-pooled",
            least=definition.least,
            grade=definition.grade.value,
            weeks=definition.weeks,
        ),
        source=definition.source,
    )
