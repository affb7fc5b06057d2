"""The command ``memcon``: the verbs of the front page for the shell, a module for each family.

Heavy imports stand inside functions, so that ``--help`` is quick.
"""

from __future__ import annotations

import os
import sys
from typing import NoReturn

import click

from memcon.cli import (
    archive,
    checking,
    comparing,
    correcting,
    exporting,
    knowing,
    linking,
    page,
    reading,
    releasing,
    reviewing,
    serving,
    writing,
)
from memcon.errors import MemconError

INTERRUPTED = 130
"""The exit status after an interruption from the keyboard: 128 and the signal's number, as shells have it."""


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="memcon", message="memcon %(version)s")
def command() -> None:
    """Read memoranda of conversation, scans and all, into records."""


for family in (
    reading,
    page,
    archive,
    serving,
    correcting,
    reviewing,
    checking,
    knowing,
    linking,
    comparing,
    exporting,
    releasing,
    writing,
):
    for verb in family.VERBS:
        command.add_command(verb)


def main() -> NoReturn:
    """Run the command and exit: 0, the status of a `MemconError`, 2 for wrong usage, 130 when interrupted, 1
    where the system refuses, as a full disk does."""
    try:
        status = command.main(prog_name="memcon", standalone_mode=False)
    except click.ClickException as error:
        error.show()
        status = error.exit_code
    except MemconError as error:
        click.echo(f"memcon: {error}", err=True)
        status = error.exit_status
    except (click.Abort, KeyboardInterrupt):
        click.echo("memcon: interrupted", err=True)
        status = INTERRUPTED
    except OSError as error:
        where = f" ({error.filename})" if error.filename else ""
        click.echo(f"memcon: the system says: {error.strerror or error}{where}", err=True)
        status = MemconError.exit_status
        # What is left of the output would be tried again at the exit, and fail again with a trace.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    sys.exit(status)
