"""A desk: everything that its pages share."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from starlette.responses import HTMLResponse, RedirectResponse, Response

from musnad.web.call import AUTHOR_COOKIE, Call
from musnad.web.grouping import Grouping
from musnad.web.intake import Intake
from musnad.web.render import Renderer
from musnad.web.sessions import COOKIE, Sessions
from musnad.web.settings import DeskSettings
from musnad.web.store import Store
from musnad.web.views import Views
from musnad.web.views_claims import ClaimViews

_YEAR = 365 * 24 * 3600


class Desk:
    """One ledger on one desk. May be used by several threads.

    Raises:
        MusnadError: the ledger cannot be opened.
    """

    def __init__(self, settings: DeskSettings) -> None:
        self.settings = settings
        self.store = Store(settings)
        self.views = Views(self.store)
        self.claims = ClaimViews(self.store)
        self.sessions = Sessions(settings)
        self.intake = Intake(settings)
        self.grouping = Grouping(settings)
        self._renderer = Renderer(settings)

    def close(self) -> None:
        """Close the ledger."""
        self.grouping.stop()
        self.store.close()

    def page(self, template: str, call: Call, status: int = 200, **values: Any) -> Response:
        """The page *template*; the browser is given a session along with it if it has none."""
        token = self.sessions.form_token(call.session)
        response = HTMLResponse(self._renderer.page(template, call, token, **values), status)
        self.remember(response, call, COOKIE, call.session.key, None)
        return response

    def is_ours(self, call: Call) -> bool:
        """Whether a form came from a page of this desk, shown to this browser."""
        return self.sessions.is_ours(call.session, call.form.get("token", ""))

    def remember(self, response: Response, call: Call, name: str, value: str, seconds: int | None = _YEAR) -> None:
        """Set a cookie that only this desk gets back; None: until the browser ends."""
        response.set_cookie(
            name, value, max_age=seconds, httponly=True, samesite="strict", path="/", secure=call.secure
        )

    def remember_author(self, response: Response, call: Call, author: str) -> None:
        """Remember the name somebody corrects under."""
        self.remember(response, call, AUTHOR_COOKIE, urlencode({"a": author}))


Handler = Callable[[Desk, Call], Response]


def see(path: str) -> Response:
    """Send the browser on to *path* after a form."""
    return RedirectResponse(path, 303)
