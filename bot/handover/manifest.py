"""Recognises an export by its manifest, and reads what that says."""

from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError

from bot.services.exporting import EXPORT_SCHEMA, MANIFEST

LARGEST = 16 * 2**20
"""Bytes of a manifest; ours have a few thousand."""
_Named = Annotated[str, StringConstraints(pattern=r"^[a-z_]+\.(jsonl|csv)$")]
_Hash = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]


class Listed(BaseModel):
    """One file of an export; its name leads nowhere else."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)

    name: _Named
    rows: int = Field(ge=0)
    bytes: int = Field(ge=0)
    sha256: _Hash


class Manifest(BaseModel):
    """What an export says of itself."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)

    schema_name: str = Field(alias="schema")
    tummler: str
    database: str
    communities: list[str]
    files: list[Listed]

    def of(self, table: str) -> Listed | None:
        """The file of JSON lines of a table; None: there is none."""
        return next((each for each in self.files if each.name == f"{table}.jsonl"), None)


def read_manifest(folder: Path) -> Manifest | None:
    """The manifest of an export of ours; None: this is no such folder, or of another schema."""
    path = folder / MANIFEST
    try:
        if path.stat().st_size > LARGEST:
            return None
        said = Manifest.model_validate_json(path.read_bytes())
    except (OSError, ValidationError):
        return None
    return said if said.schema_name == EXPORT_SCHEMA else None
