"""What every request passes: is it for us, may it, and what the browser is told to refuse."""

from urllib.parse import quote, urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import cookie_parser
from starlette.responses import JSONResponse, PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from musnad.web.sessions import COOKIE, Sessions, TooManyTries
from musnad.web.settings import DeskSettings

# No script but our file, no style but our file, no type but ours, nothing from elsewhere, no frame around us.
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
}
_OPEN = ("/signin", "/static/", "/settings")
_SAFE = ("GET", "HEAD")


class Guard:
    """Stands before the application *app*."""

    def __init__(self, app: ASGIApp, settings: DeskSettings, sessions: Sessions) -> None:
        self._app = app
        self._settings = settings
        self._sessions = sessions

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def hardened(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
                headers.setdefault("cache-control", "no-store" if self._settings.guarded else "no-cache")
            await send(message)

        refusal = self._refusal(scope)
        await (refusal or self._app)(scope, receive, hardened)

    def _refusal(self, scope: Scope) -> Response | None:
        """What is answered in place of the application; None if the request may pass."""
        headers = Headers(scope=scope)
        host = headers.get("host", "")
        if not self._is_ours(host):
            # A page elsewhere can give its own name our address («DNS rebinding») and would be one origin with us.
            return PlainTextResponse("This desk does not answer to that name.\n", 421)
        if scope["method"] not in _SAFE and not _same_origin(headers, host):
            return PlainTextResponse("This request came from another site.\n", 403)
        return self._unknown(scope, headers)

    def _is_ours(self, host: str) -> bool:
        if "*" in self._settings.hosts:
            return True
        try:
            name = urlsplit(f"//{host}").hostname or ""
        except ValueError:
            return False
        return name.lower() in {each.strip("[]").lower() for each in self._settings.hosts}

    def _unknown(self, scope: Scope, headers: Headers) -> Response | None:
        path: str = scope["path"]
        if not self._settings.guarded or path.startswith(_OPEN):
            return None
        if self._sessions.of(cookie_parser(headers.get("cookie", "")).get(COOKIE)).author is not None:
            return None
        address = (scope.get("client") or ("",))[0]
        try:
            if self._sessions.admits(headers.get("authorization", ""), address):
                return None
        except TooManyTries:
            return JSONResponse({"error": "Too many tries. Wait a while."}, 429)
        if path.startswith("/api/"):
            return JSONResponse({"error": "Sign in, or send the token."}, 401, {"www-authenticate": "Bearer"})
        query = scope["query_string"].decode("ascii", "replace")
        return RedirectResponse(f"/signin?next={quote(path + (f'?{query}' if query else ''), safe='')}", 303)


def _same_origin(headers: Headers, host: str) -> bool:
    """Whether the browser says that a page of ours sent this; programs, which say nothing, pass."""
    if headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
        return False
    origin = headers.get("origin")
    return origin is None or urlsplit(origin).netloc.lower() == host.lower()
