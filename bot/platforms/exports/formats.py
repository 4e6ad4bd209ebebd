"""Which export formats there are: every reader in this package, found by looking."""

import inspect
import os
from errno import ENOENT
from functools import cache
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

from bot.core.errors import TummlerError
from bot.platforms import exports
from bot.platforms.exports._guess import guess
from bot.platforms.exports.base import (
    Export,
    NoSuchFormat,
    NothingToRead,
    NotThisFormat,
    ReadingOptions,
    UnknownFormat,
)


class NamelessFormat(TummlerError):
    """A reader of exports has no name, or the name of another one."""


@cache
def known_formats() -> tuple[type[Export], ...]:
    """Every reader, the surest first; raises NamelessFormat when two share a name."""
    found = [reader for module in iter_modules(exports.__path__) for reader in _in(module.name)]
    names = [getattr(reader, "name", "") for reader in found]
    if "" in names or len(set(names)) < len(names):
        raise NamelessFormat
    return tuple(sorted(found, key=lambda reader: (reader.needs_mapping, reader.name)))


def open_export(path: Path, options: ReadingOptions, format_name: str | None = None) -> Export:
    """The reader for this archive: the one named, or the first that recognises it.

    Raises NoSuchFormat, NotThisFormat, UnknownFormat, NothingToRead, UnsafeArchive, SwollenFile,
    the reader's own complaints about its options, and OSError when the path cannot be opened.
    """
    if not path.exists():
        raise FileNotFoundError(ENOENT, os.strerror(ENOENT), str(path))
    if not (path.is_file() or path.is_dir()):
        # Opening a pipe or a device may wait for ever, or read for ever.
        raise NothingToRead(file=path.name)
    if format_name is not None:
        return _named(format_name, path, options)(path, options)
    for reader in known_formats():
        if options.pattern:
            if reader.takes_pattern:
                return reader(path, options)
        elif (options.mapping or not reader.needs_mapping) and reader.recognises(path):
            return reader(path, options)
    looked_for = "; ".join(f"{reader.name} ({reader.looks_like})" for reader in known_formats())
    raise UnknownFormat(file=path.name, guess=guess(path), looked_for=looked_for)


def _named(name: str, path: Path, options: ReadingOptions) -> type[Export]:
    by_name = {reader.name: reader for reader in known_formats()}
    if name not in by_name:
        raise NoSuchFormat(name=name, known=", ".join(sorted(by_name)))
    reader = by_name[name]
    if not (options.pattern and reader.takes_pattern) and not reader.recognises(path):
        raise NotThisFormat(file=path.name, name=name)
    return reader


def _in(module_name: str) -> list[type[Export]]:
    if module_name.startswith("_"):
        return []
    module = import_module(f"{exports.__name__}.{module_name}")
    return [
        member
        for _, member in inspect.getmembers(module, inspect.isclass)
        if issubclass(member, Export)
        and member.__module__ == module.__name__
        and not inspect.isabstract(member)
    ]
