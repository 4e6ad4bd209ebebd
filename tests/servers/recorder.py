"""What a fake platform keeps of every request, so that a test can look at what really left."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """One request as it came, and what was answered."""

    method: str
    path: str
    template: str | None
    query: dict[str, str]
    body: object
    status: int
    reason: str = ""
    """What it leaves in an audit log."""


@dataclass(slots=True)
class Record:
    """All requests in order, and everything about them that is wrong."""

    requests: list[Request] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)

    def to(self, method: str, template: str) -> list[Request]:
        """The requests to one route."""
        return [r for r in self.requests if (r.method, r.template) == (method, template)]
