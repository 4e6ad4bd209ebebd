import pkgutil

import pytest

from bot.language.evaluation import tasks
from bot.language.evaluation.figures import Asked
from bot.language.evaluation.loading import NoSets, NoSuchTask, evaluate, load_tasks


def test_every_task_bears_the_name_of_its_file():
    files = sorted(module.name for module in pkgutil.iter_modules(tasks.__path__))

    assert [task.name for task in load_tasks()] == files
    assert {"name_calling", "reply_links"} <= set(files)


def test_an_unknown_task_is_refused(tmp_path):
    with pytest.raises(NoSuchTask):
        list(evaluate(Asked(data=tmp_path, draws=100, seed=1), ["mind_reading"]))


def test_without_any_set_nothing_is_measured(tmp_path):
    with pytest.raises(NoSets):
        list(evaluate(Asked(data=tmp_path, draws=100, seed=1)))
