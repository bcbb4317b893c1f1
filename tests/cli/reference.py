"""Writes the reference of commands and options into docs/usage.md, from the commands themselves.

Run it after a change to a command: ``python tests/cli/reference.py``.
"""

import inspect
import re
from collections.abc import Iterator
from pathlib import Path

import click

from musnad.cli import main
from musnad.cli.group import COMMANDS

USAGE = Path(__file__).parents[2] / "docs" / "usage.md"
BEGIN = "<!-- reference: made by tests/cli/reference.py, do not edit -->"
END = "<!-- end of reference -->"


def reference() -> str:
    """The reference, in Markdown."""
    context = click.Context(main, info_name="musnad")
    parts = []
    for name in COMMANDS:
        command = main.get_command(context, name)
        assert command is not None
        parts.append("\n\n".join(_command(command)))
        if isinstance(command, click.Group):
            parts += ["\n\n".join(_command(c, f"{name} ")) for c in command.commands.values()]
    return "\n\n".join(parts)


def updated(page: str) -> str:
    """*page* with the reference between its marks brought up to date."""
    before, _, rest = page.partition(BEGIN)
    _, _, after = rest.partition(END)
    return f"{before}{BEGIN}\n\n{reference()}\n\n{END}{after}"


def _command(command: click.Command, group: str = "") -> Iterator[str]:
    arguments = [p for p in command.params if isinstance(p, click.Argument)]
    options = [p for p in command.params if isinstance(p, click.Option)]
    usage = " ".join(
        ["musnad", f"{group}{command.name}", *(["[OPTIONS]"] if options else ["COMMAND"]), *map(_argument, arguments)]
    )
    yield f"### `{usage}`"
    for paragraph in inspect.cleandoc(command.help or "").split("\n\n"):
        kept, _, verbatim = paragraph.partition("\b\n")
        if verbatim:
            lead, *lines = verbatim.split("\n")
            yield f"{lead}\n\n```\n{_dedent(lines)}\n```"
        else:
            yield _escaped(kept)
    if options:
        yield "\n".join(map(_option, options))


def _dedent(lines: list[str]) -> str:
    return "\n".join(line.removeprefix("  ") for line in lines)


def _argument(argument: click.Argument) -> str:
    name = (argument.metavar or argument.name or "").upper()
    shown = f"{name}..." if argument.nargs < 0 else name
    return shown if argument.required else f"[{shown}]"


def _option(option: click.Option) -> str:
    names = ", ".join([*option.opts, *option.secondary_opts])
    takes_value = not (option.is_flag or option.count)
    value = ""
    if takes_value and not isinstance(option.type, click.Choice):
        value = f" {option.metavar or option.type.name.upper()}"
    facts = [_escaped(option.help or "")]
    if isinstance(option.type, click.Choice):
        facts.append(f"One of {', '.join(f'`{choice}`' for choice in option.type.choices)}.")
    if option.required:
        facts.append("Required.")
    if isinstance(option.default, (str, int)) and takes_value and option.show_default:
        facts.append(f"Default: `{option.default}`.")
    if option.show_envvar:
        facts.append(f"Environment: `{option.envvar}`.")
    if option.multiple:
        facts.append("May be given several times.")
    return f"- `{names}{value}`: {' '.join(facts)}"


def _escaped(text: str) -> str:
    """Plain words for Markdown: what would be emphasis or a tag stays as it is."""
    return re.sub(r"([*_<>\[\]])", r"\\\1", text)


if __name__ == "__main__":
    USAGE.write_text(updated(USAGE.read_text("utf-8")), "utf-8")
