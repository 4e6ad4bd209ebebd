"""Which linker is had, by what an operator chose."""

from bot.core.ports import Linker
from bot.core.readings import LinkerChoice
from bot.language.linker import RuleLinker


def linker_of(choice: LinkerChoice) -> Linker:
    """The chosen linker; the learned one, and numpy with it, is loaded only when asked for.

    Raises ModelDamaged.
    """
    if choice is LinkerChoice.RULES:
        return RuleLinker()
    from bot.language.links_linker import LearnedLinker

    return LearnedLinker()
