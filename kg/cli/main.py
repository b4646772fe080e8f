"""The group ``kg``: finds a command's module when it is called, and turns every error into one line.

Each command is ``kg.cli.<name>:command``; nothing heavy is imported before a command runs.
"""

from __future__ import annotations

import importlib
import os
import sys
from typing import Any

import click

import kg
from kg.cli import help as chinese
from kg.cli.failing import EXIT_ERROR, EXIT_INTERRUPTED, EXIT_USAGE, Interrupted, OutputClosed, describe
from kg.errors import KGError, text

COMMANDS = ("read", "extract", "build", "show", "explain", "export", "load", "retract", "score", "demo")


class Commands(chinese.Group):
    """A group whose commands are imported on demand; their one-line descriptions need no import."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = importlib.import_module(f"kg.cli.{cmd_name}").command
        if type(command) is click.Command:
            command.__class__ = chinese.Command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        with formatter.section(text("help.commands")):
            formatter.write_dl([(name, text(f"help.{name}")) for name in COMMANDS])

    def invoke(self, ctx: click.Context) -> Any:
        """Hide interrupts and closed pipes from click, which has words and codes of its own for them."""
        try:
            return super().invoke(ctx)
        except KeyboardInterrupt as error:
            raise Interrupted from error
        except BrokenPipeError as error:
            raise OutputClosed from error

    def main(self, args: Any = None, prog_name: str | None = None, *rest: Any, **extra: Any) -> Any:
        """Run and leave the process with an exit code; never a traceback unless KG_DEBUG is set."""
        prepare_streams()
        extra["standalone_mode"] = False
        code = EXIT_ERROR
        args = list(sys.argv[1:] if args is None else args) or ["--help"]
        try:
            result = super().main(args, prog_name or "kg", *rest, **extra)
            sys.stdout.flush()
            code = result if isinstance(result, int) else 0
        except click.exceptions.Exit as leave:
            code = leave.exit_code
        except click.UsageError as error:
            click.echo(chinese.usage_message(error), err=True)
            code = EXIT_USAGE
        except (Interrupted, KeyboardInterrupt, click.Abort) as stop:
            click.echo(stop.message if isinstance(stop, Interrupted) else text("KG002"), err=True)
            code = EXIT_INTERRUPTED
        except (OutputClosed, BrokenPipeError):
            code = 0
            abandon_stdout()
        except Exception as error:
            if os.environ.get("KG_DEBUG") and not isinstance(error, KGError):
                raise
            click.echo(describe(error), err=True)
        sys.exit(code)


def prepare_streams() -> None:
    """UTF-8 for files and pipes on every system; a terminal keeps its encoding but never fails on a character."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is None:
            continue
        if stream.isatty():
            reconfigure(errors="backslashreplace")
        else:
            reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")


def abandon_stdout() -> None:
    """The reader of our output has gone (``| head``): make the interpreter's last flush quiet."""
    try:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except (OSError, ValueError):
        sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115


@click.group(
    cls=Commands,
    help=text("help.kg"),
    epilog=text("help.epilog"),
    context_settings={"help_option_names": ["-h", "--help"]},
)
@click.version_option(kg.__version__, "-V", "--version", message="kg %(version)s", help=text("help.version"))
def main() -> None:
    """The command ``kg``."""


if __name__ == "__main__":
    main()
