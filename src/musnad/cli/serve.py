"""``musnad serve``: the desk, for a browser."""

import tempfile
from contextlib import suppress
from dataclasses import replace
from ipaddress import ip_address
from pathlib import Path
from typing import TYPE_CHECKING

import click

from musnad.cli.options import ledger_option
from musnad.cli.terminal import flat
from musnad.model import MusnadError

if TYPE_CHECKING:
    from musnad.web.settings import DeskSettings

_PORT = 8170
_DEMO_PASTE = 20_000


@click.command()
@click.argument("file", required=False, metavar="[LEDGER]")
@click.option("--host", default="127.0.0.1", show_default=True, metavar="ADDRESS", help="Where to listen.")
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=_PORT,
    show_default=True,
    metavar="N",
    help="On which port; 0 for any that is free.",
)
@click.option(
    "--name",
    "names",
    multiple=True,
    metavar="HOST",
    help="A host name by which browsers call this desk, besides localhost and --host.",
)
@click.option(
    "--password", metavar="TEXT", envvar="MUSNAD_PASSWORD", show_envvar=True, help="What people sign in with."
)
@click.option(
    "--token",
    metavar="TEXT",
    envvar="MUSNAD_TOKEN",
    show_envvar=True,
    help="What programs send, as «Authorization: Bearer TEXT».",
)
@click.option("--read-only", is_flag=True, help="Nothing can be corrected or added.")
@click.option("--demo", is_flag=True, help="The invented example reports, read-only, for anybody; no ledger is needed.")
@click.option("--allow-private", is_flag=True, help="Pasted links may lead into private networks.")
@ledger_option
def serve(
    file: str | None,
    host: str,
    port: int,
    names: tuple[str, ...],
    password: str | None,
    token: str | None,
    read_only: bool,
    demo: bool,
    allow_private: bool,
    ledger: str,
) -> None:
    """Open a ledger as pages for a browser.

    What the pages show is there as a JSON API too. They are in Arabic and English and need nothing from
    elsewhere. Only this machine can reach them unless --host says otherwise; then a password or a token is
    required. Give them in the environment, where other people of the machine do not see them. What is sent
    is not encrypted: beyond your own network put a server in front that does so.

    Needs the extra «web»: pip install "musnad[web]". Stop it with Ctrl-C; nothing is lost.

    \b
    Examples:
      musnad serve war.db
      musnad serve --demo
      MUSNAD_PASSWORD=... musnad serve war.db --host 192.168.1.20
    """
    settings = _settings(file or ledger, host, names, password, token)
    settings = replace(settings, readonly=read_only or demo, demo=demo, allow_private=allow_private)
    if not demo:
        if not Path(settings.ledger).is_file():
            raise MusnadError(f"{settings.ledger} does not exist. Read reports into it first, or try --demo.")
        _run(settings, host, port)
        return
    with tempfile.TemporaryDirectory(prefix="musnad-demo-") as folder:
        path = str(Path(folder) / "demo.db")
        _lay_examples(path)
        _run(replace(settings, ledger=path, paste=_DEMO_PASTE), host, port)


def _settings(
    ledger: str, host: str, names: tuple[str, ...], password: str | None, token: str | None
) -> "DeskSettings":
    try:
        from musnad.web.settings import LOOPBACK, DeskSettings
    except ImportError as error:
        raise _missing(error) from error
    beyond = host != "localhost" and not _is_loopback(host)
    if beyond and not (password or token):
        raise MusnadError(
            f"At {host} others can reach the desk. Set a password (MUSNAD_PASSWORD) or a token (MUSNAD_TOKEN) first."
        )
    for secret, option in ((password, "--password"), (token, "--token")):
        if secret is not None and len(secret) < 8:
            raise MusnadError(f"{option} is shorter than 8 characters. Choose a longer one.")
    return DeskSettings(ledger, password=password, token=token, hosts=(*LOOPBACK, host, *names))


def _is_loopback(host: str) -> bool:
    try:
        return ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


def _run(settings: "DeskSettings", host: str, port: int) -> None:
    try:
        import uvicorn

        from musnad.web.app import create_app
        from musnad.web.arenas import few_arenas
        from musnad.web.heap import give_back_large
    except ImportError as error:
        raise _missing(error) from error
    few_arenas()
    give_back_large()
    app = create_app(settings)
    config = uvicorn.Config(
        app, host.strip("[]"), port, log_level="warning", access_log=False, server_header=False, limit_concurrency=256,
        timeout_keep_alive=10, timeout_graceful_shutdown=5,
    )  # fmt: skip
    server = uvicorn.Server(config)
    try:
        sockets = [config.bind_socket()]
    except SystemExit as error:
        raise MusnadError(f"Cannot listen at {host}, port {port}: it is taken or not allowed. Try --port 0.") from error
    # From here on browsers can come; they wait until the desk is laid.
    sockets[0].listen(config.backlog)
    at = sockets[0].getsockname()
    shown = f"[{at[0]}]" if ":" in at[0] else at[0]
    click.echo(f"{flat(settings.ledger)}: http://{shown}:{at[1]}/ (Ctrl-C to stop)")
    with suppress(KeyboardInterrupt):
        server.run(sockets=sockets)


def _missing(error: ImportError) -> MusnadError:
    return MusnadError(f'The desk needs more packages ({error.name} is missing): pip install "musnad[web]"')


def _lay_examples(path: str) -> None:
    from musnad.web.demo import lay

    lay(path)
