"""The verb ``serve``: the reader in the browser.

Heavy imports stand inside functions, so that ``--help`` is quick.
"""

from __future__ import annotations

import asyncio
import os
from pathlib import Path
from typing import TYPE_CHECKING

import click

from memcon.cli.options import archive_option
from memcon.errors import MemconError, MissingExtra, MissingFile, UsageError

if TYPE_CHECKING:
    from uvicorn import Server

SHORTEST_TOKEN = 20
"""Characters: whoever tries ten a minute does not guess as many."""
MOST = 4
"""Processes, unless more are asked for."""


@click.command("serve")
@archive_option
@click.option(
    "--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help="0 takes any free one."
)
@click.option(
    "--host",
    default="127.0.0.1",
    show_default=True,
    help="Where to listen.  Anything but this computer itself lets others read.",
)
@click.option(
    "--token-file",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="A file with the token that those give who may correct.  Without it only this computer's user may.",
)
@click.option(
    "--name",
    "names",
    multiple=True,
    metavar="HOST",
    help="A name by which browsers call this server, where it is another than its address.  Can be repeated.",
)
@click.option(
    "--processes",
    type=click.IntRange(1, 64),
    metavar="N",
    help="Processes that answer; more than one needs Linux.  Default: one; where others read, one a core, up"
    " to four.",
)
def serve_command(
    url: str, port: int, host: str, token_file: Path | None, names: tuple[str, ...], processes: int | None
) -> None:
    """Show an archive in the browser: search, pages beside text, corrections.

    Ctrl-C ends it.
    """
    token = _token(token_file) if token_file else None
    try:
        from memcon.serve import Access, application, is_loopback, serve_in_processes, server
    except ModuleNotFoundError as error:
        raise MissingExtra(f"the reader needs {error.name}", "pip install 'memcon[serve]'") from error
    number = _processes(processes, alone=is_loopback(host))
    app = application(url, Access(host, token, names, number))
    if not is_loopback(host):
        click.echo(
            "Others can read this archive." + ("" if token else "  Nobody can correct: no --token-file.")
        )
    if number == 1:
        asyncio.run(_run(server(app, host, port), host, port))
        return
    try:
        serve_in_processes(app, host, port, number, lambda taken: _say(host, taken))
    except OSError as error:
        raise _cannot_listen(host, port) from error


def _processes(wanted: int | None, *, alone: bool) -> int:
    """How many processes answer."""
    from memcon.serve import can_be_several

    if wanted is None:
        return 1 if alone or not can_be_several() else min(os.cpu_count() or 1, MOST)
    if wanted > 1 and not can_be_several():
        raise UsageError("this system has one process answer at a port", "Leave --processes out")
    return wanted


def _say(host: str, port: int) -> None:
    click.echo(f"Reading at http://{f'[{host}]' if ':' in host else host}:{port}/  (Ctrl-C ends it)")


def _cannot_listen(host: str, port: int) -> MemconError:
    return MemconError(f"nothing can listen at {host}:{port}", "Take another --port; 0 is any free one")


def _token(path: Path) -> str:
    try:
        token = path.read_text().strip()
    except FileNotFoundError as error:
        raise MissingFile(
            f"there is no token file {path}", "Make one: openssl rand -hex 32 > FILE"
        ) from error
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"the token file {path} cannot be read", "It holds one line of text") from error
    if len(token) < SHORTEST_TOKEN:
        raise UsageError(
            f"the token has {len(token)} characters", f"Take {SHORTEST_TOKEN} or more: openssl rand -hex 32"
        )
    return token


async def _run(serving: Server, host: str, port: int) -> None:
    """Serve, and say where once it listens."""
    task = asyncio.create_task(_serve(serving, host, port))
    while not serving.started and not task.done():
        await asyncio.sleep(0.02)
    if serving.started:
        _say(host, serving.servers[0].sockets[0].getsockname()[1])
    await task


async def _serve(serving: Server, host: str, port: int) -> None:
    """Serve until it ends; a port that is taken is an error in words."""
    try:
        await serving.serve()
    except SystemExit as error:  # uvicorn's way to say that it cannot listen
        raise _cannot_listen(host, port) from error


VERBS: tuple[click.Command, ...] = (serve_command,)
"""What `memcon.cli` puts into the command."""
