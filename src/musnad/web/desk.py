"""A desk: everything that its pages share."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from starlette.responses import HTMLResponse, RedirectResponse, Response

from musnad.web import suggesting
from musnad.web.asking import Asked
from musnad.web.atlas import Atlas
from musnad.web.call import AUTHOR_COOKIE, Call
from musnad.web.entities import EntityViews
from musnad.web.grouping import Grouping
from musnad.web.intake import Intake
from musnad.web.places import PlaceViews
from musnad.web.render import Renderer
from musnad.web.sessions import COOKIE, Sessions
from musnad.web.settings import DeskSettings
from musnad.web.store import Store
from musnad.web.suggesting import Suggester
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
        self.atlas = Atlas(self.store, self.views, self.claims)
        self.suggester = Suggester(self.store, self.views)
        self.entities = EntityViews(self.store, self.views, self.suggester)
        self.places = PlaceViews(self.store, self.views, self.suggester)
        self.sessions = Sessions(settings)
        self.intake = Intake(settings)
        self.grouping = Grouping(settings)
        self._renderer = Renderer(settings)

    def chosen(self, asked: Asked) -> dict[str, Any]:
        """Whom and what *asked* names by id, as a person reads it: the name, then the id in brackets; as «ids», which
        fields do so, with the id."""
        found: dict[str, Any] = {"person": asked.person, "place": asked.place, "ids": []}
        if not asked.person and not asked.place:
            return found
        with self.store.reading() as ledger:
            for field, called in (("person", ledger.called), ("place", ledger.place)):
                if (id_ := found[field]) and (name := called(id_)[0]) != id_:
                    found[field] = f"{name} ({id_})"
                    found["ids"].append((field, id_))
        return found

    def warm(self) -> None:
        """Work out beforehand what the first pages would wait for."""
        suggesting.warm()
        self.entities.entities(Asked())
        self.places.places(Asked())

    def close(self) -> None:
        """Close the ledger."""
        self.grouping.stop()
        self.store.close()

    def page(self, template: str, call: Call, status: int = 200, **values: Any) -> Response:
        """The page *template*; the browser is given a session along with it if it has none."""
        if isinstance(asked := values.get("asked"), Asked):
            values["chosen"] = self.chosen(asked)
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
