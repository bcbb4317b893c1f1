"""The application: addresses, errors, beginning and end."""

import threading
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from musnad.ledger import Conflict
from musnad.model import MusnadError
from musnad.web import api, openapi
from musnad.web.call import Call, TooLarge, call_of
from musnad.web.desk import Desk, Handler
from musnad.web.guard import Guard
from musnad.web.routes import API, PAGES, Address
from musnad.web.settings import DeskSettings
from musnad.web.store import Busy, TooLong
from musnad.web.views import NotThere

_STATUSES: tuple[tuple[type[MusnadError], int], ...] = (
    (NotThere, 404),
    (Conflict, 409),
    (TooLarge, 413),
    (TooLong, 503),
    (Busy, 503),
)
_LISTS = ("csv", "jsonl")


def create_app(settings: DeskSettings) -> Starlette:
    """The desk as an ASGI application.

    Raises:
        MusnadError: the ledger cannot be opened.
    """
    desk = Desk(settings)

    @asynccontextmanager
    async def lifespan(_app: Starlette) -> AsyncIterator[None]:
        # Nobody waits for these at the first page or the first text.
        threading.Thread(target=_warm, args=(desk,), daemon=True).start()
        yield
        desk.close()

    routes: list[Route] = [
        _route(desk, address) for address in (*PAGES, *API) if not (settings.readonly and address.writes)
    ]
    routes += [
        Route("/api", _endpoint(desk, _about), methods=["GET"]),
        Route("/api/openapi.json", _endpoint(desk, _description), methods=["GET"]),
    ]
    # Fixed paths first: «/api/openapi.json» is no list called «openapi».
    routes.sort(key=lambda route: "{" in route.path)
    app = Starlette(
        routes=routes,
        middleware=[Middleware(Guard, settings=settings, sessions=desk.sessions)],
        exception_handlers={HTTPException: _refused(desk), Exception: _failed},
        lifespan=lifespan,
    )
    app.state.desk = desk
    return app


def _warm(desk: Desk) -> None:
    with suppress(MusnadError):
        desk.views.front()
        desk.warm()
        desk.intake.warm()


def _route(desk: Desk, address: Address) -> Route:
    method = "POST" if address.writes or address.posts else "GET"
    return Route(address.path, _endpoint(desk, address.handler), methods=[method], name=f"{method} {address.path}")


def _endpoint(desk: Desk, handler: Handler) -> Callable[[Request], Awaitable[Response]]:
    async def endpoint(request: Request) -> Response:
        try:
            call = await call_of(request, desk.sessions)
        except MusnadError as error:
            return _told(desk, None, request.url.path, error)
        if call.parts.get("ending", "csv") not in _LISTS:
            raise HTTPException(404)
        return await run_in_threadpool(_answer, desk, handler, call)

    return endpoint


def _answer(desk: Desk, handler: Handler, call: Call) -> Response:
    try:
        return handler(desk, call)
    except MusnadError as error:
        return _told(desk, call, call.path, error)


def _told(desk: Desk, call: Call | None, path: str, error: MusnadError) -> Response:
    """A mistake, in words: as JSON to programs, as a page to people."""
    status = next((status for kind, status in _STATUSES if isinstance(error, kind)), 400)
    if call is None or path.startswith("/api/"):
        return api.answer({"error": str(error)}, status)
    return desk.page("error.html", call, status, message=str(error))


def _refused(desk: Desk) -> Callable[[Request, Exception], Awaitable[Response]]:
    async def refused(request: Request, error: Exception) -> Response:
        status = error.status_code if isinstance(error, HTTPException) else 500
        if request.url.path.startswith("/api/"):
            return api.answer({"error": "There is nothing at this address."}, status)
        request.scope["method"] = "GET"
        call = await call_of(request, desk.sessions)
        return desk.page("error.html", call, status, message=call.reading.say("not_found"))

    return refused


async def _failed(request: Request, _error: Exception) -> Response:
    """A mistake of ours; the log has it, the page does not."""
    return api.answer({"error": "Something went wrong. The desk's log says what."}, 500)


def _about(desk: Desk, call: Call) -> Response:
    addresses = [a for a in API if not (desk.settings.readonly and a.writes)]
    rows = [
        ("POST" if a.writes or a.posts else "GET", a.path.replace(":path", ""), openapi.summary(a)) for a in addresses
    ]
    return desk.page("api.html", call, rows=rows)


def _description(desk: Desk, _call: Call) -> Response:
    return api.answer(openapi.description(readonly=desk.settings.readonly))
