"""Asks an ASGI application without a network, keeping cookies as a browser does."""

import asyncio
import json
import re
from dataclasses import dataclass
from html import unescape
from http.cookies import SimpleCookie
from types import TracebackType
from typing import Any, Self
from urllib.parse import unquote, urlencode

from starlette.applications import Starlette


@dataclass(frozen=True)
class Answer:
    """What came back."""

    status: int
    headers: dict[str, str]
    content: bytes

    @property
    def text(self) -> str:
        return self.content.decode("utf-8-sig")

    @property
    def words(self) -> str:
        """The page without its tags, as one line."""
        return " ".join(unescape(re.sub(r"<[^>]*>", " ", self.text)).split())

    @property
    def json(self) -> Any:
        return json.loads(self.content)

    def field(self, name: str) -> str:
        """The value of a hidden field."""
        found = re.search(rf'<input type="hidden" name="{name}" value="([^"]*)"', self.text)
        assert found, f"no field {name}"
        return unescape(found[1])


class Client:
    """A browser, as far as cookies and headers go."""

    def __init__(self, app: Starlette) -> None:
        self.app = app
        self.cookies: dict[str, str] = {}
        self.address = "127.0.0.1"

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.app.state.desk.close()

    def get(self, path: str, **headers: str) -> Answer:
        return self.ask("GET", path, b"", headers)

    def post(self, path: str, form: dict[str, str] | None = None, /, **headers: str) -> Answer:
        body = urlencode(form or {}).encode()
        return self.ask("POST", path, body, {"content-type": "application/x-www-form-urlencoded"} | headers)

    def send(self, path: str, value: Any, **headers: str) -> Answer:
        """Post JSON."""
        return self.ask("POST", path, json.dumps(value).encode(), {"content-type": "application/json"} | headers)

    def ask(self, method: str, path: str, body: bytes, headers: dict[str, str]) -> Answer:
        bare, _, query = path.partition("?")
        given = {"host": "localhost:8170"} | {name.replace("_", "-"): value for name, value in headers.items()}
        if self.cookies:
            given["cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        scope = {
            "type": "http",
            "asgi": {"version": "3.0"},
            "http_version": "1.1",
            "method": method,
            "scheme": "http",
            "path": unquote(bare),
            "raw_path": bare.encode(),
            "root_path": "",
            "query_string": query.encode(),
            "headers": [(name.lower().encode(), value.encode("latin-1")) for name, value in given.items()],
            "client": (self.address, 50000),
            "server": ("localhost", 8170),
        }
        messages = asyncio.run(self._run(scope, body))
        start = messages[0]
        for name, value in start["headers"]:
            if name == b"set-cookie":
                for each in SimpleCookie(value.decode()).values():
                    self.cookies[each.key] = each.value
        content = b"".join(message.get("body", b"") for message in messages[1:])
        return Answer(start["status"], {n.decode(): v.decode("latin-1") for n, v in start["headers"]}, content)

    async def _run(self, scope: dict[str, Any], body: bytes) -> list[Any]:
        messages: list[Any] = []
        sent = False

        async def receive() -> dict[str, Any]:
            nonlocal sent
            if sent:
                await asyncio.sleep(3600)
            sent = True
            return {"type": "http.request", "body": body, "more_body": False}

        async def send(message: Any) -> None:
            messages.append(message)

        await self.app(scope, receive, send)
        return messages
