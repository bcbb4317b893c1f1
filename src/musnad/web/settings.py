"""How a desk is set up."""

from dataclasses import dataclass

LOOPBACK = ("localhost", "127.0.0.1", "[::1]", "::1")


@dataclass(frozen=True, slots=True)
class DeskSettings:
    """How a desk is set up.

    Attributes:
        ledger: the file.
        readonly: nothing can be corrected or added.
        demo: open to anybody: read-only, pasted texts short, no links followed.
        password: what a person signs in with; *token*: what a program sends as ``Authorization: Bearer``. With
            neither, whoever reaches the desk may use it.
        hosts: names (without port) by which the desk may be called; a page elsewhere that gives its own name the
            desk's address is refused so.
        readers: connections to the ledger that answer questions at a time.
        seconds: how long one question may take before it is cut off.
        paste: longest text that can be pasted, in code points.
        allow_private: pasted links may lead into private networks.
    """

    ledger: str
    readonly: bool = False
    demo: bool = False
    password: str | None = None
    token: str | None = None
    hosts: tuple[str, ...] = LOOPBACK
    readers: int = 4
    seconds: float = 5.0
    paste: int = 200_000
    allow_private: bool = False

    @property
    def guarded(self) -> bool:
        """Whether one has to sign in."""
        return bool(self.password or self.token)
