"""Who is asking: sessions, the token that shows a form to be ours, and tries to sign in."""

import hashlib
import hmac
import secrets
import threading
import time
from collections import deque
from dataclasses import dataclass

from musnad.web.settings import DeskSettings

COOKIE = "musnad_session"
_HOURS = 12 * 3600.0
_MOST_SESSIONS = 1_000
# Tries of one address, and of all together, within so many seconds.
_TRIES, _TRIES_OF_ALL, _WITHIN = 5, 50, 300.0


@dataclass(frozen=True, slots=True)
class Session:
    """A browser that we have seen: its secret *key*, and who signed in with it (None: nobody)."""

    key: str
    author: str | None = None


class Sessions:
    """Sessions live in memory and end with the program. May be used by several threads."""

    def __init__(self, settings: DeskSettings) -> None:
        self._settings = settings
        self._secret = secrets.token_bytes(32)
        self._signed_in: dict[str, tuple[str, float]] = {}
        self._lock = threading.Lock()
        self._tries: dict[str, deque[float]] = {}

    def of(self, cookie: str | None) -> Session:
        """The session of a browser that sent *cookie*; a new one if it sent none that could be ours."""
        if not cookie or len(cookie) != 43 or not cookie.isascii():
            return Session(secrets.token_urlsafe(32))
        author, until = self._signed_in.get(_digest(cookie), ("", 0.0))
        return Session(cookie, author if until > time.monotonic() else None)

    def form_token(self, session: Session) -> str:
        """What a form of this session carries. Another site cannot know it."""
        return hmac.new(self._secret, session.key.encode(), hashlib.sha256).hexdigest()

    def is_ours(self, session: Session, token: str) -> bool:
        """Whether a form came from a page of ours, shown to this session."""
        return hmac.compare_digest(self.form_token(session).encode(), token.encode("utf-8", "replace"))

    def sign_in(self, password: str, author: str, address: str) -> Session | None:
        """A new session, or None if the password is wrong.

        Raises:
            TooManyTries: this address, or all of them together, have tried too often.
        """
        with self._lock:
            self._count_try(address)
        if not (self._fits(password, self._settings.password) or self._fits(password, self._settings.token)):
            return None
        session = Session(secrets.token_urlsafe(32), author)
        with self._lock:
            self._tries.pop(address, None)
            while len(self._signed_in) >= _MOST_SESSIONS:
                self._signed_in.pop(next(iter(self._signed_in)))
            self._signed_in[_digest(session.key)] = (author, time.monotonic() + _HOURS)
        return session

    def sign_out(self, session: Session) -> None:
        """End a session; the cookie is worth nothing afterwards."""
        with self._lock:
            self._signed_in.pop(_digest(session.key), None)

    def bears(self, authorization: str) -> bool:
        """Whether a program sent the token."""
        scheme, _, token = authorization.partition(" ")
        return scheme.lower() == "bearer" and self._fits(token.strip(), self._settings.token)

    def admits(self, authorization: str, address: str) -> bool:
        """The same, where a wrong token is a try like a wrong password.

        Raises:
            TooManyTries: this address has tried too often; then the right one does not help either.
        """
        if not authorization:
            return False
        with self._lock:
            if len(self._recent(address)) >= _TRIES:
                raise TooManyTries
            if self.bears(authorization):
                return True
            self._count_try(address)
        return False

    def _fits(self, given: str, wanted: str | None) -> bool:
        # Hashed first, so that the time tells nothing of the length either.
        return wanted is not None and hmac.compare_digest(_digest(given), _digest(wanted))

    def _count_try(self, address: str) -> None:
        now = time.monotonic()
        for key in [key for key, tries in self._tries.items() if not tries or tries[-1] < now - _WITHIN]:
            del self._tries[key]
        of_all = sum(len(tries) for tries in self._tries.values())
        if len(self._recent(address)) >= _TRIES or of_all >= _TRIES_OF_ALL:
            raise TooManyTries
        self._tries.setdefault(address, deque(maxlen=_TRIES)).append(now)

    def _recent(self, address: str) -> list[float]:
        since = time.monotonic() - _WITHIN
        return [each for each in self._tries.get(address, ()) if each >= since]


class TooManyTries(Exception):
    """Signing in was tried too often."""


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
