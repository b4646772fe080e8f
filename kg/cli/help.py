"""click's own words in the user's language, and help pages whose columns are right for wide characters."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Any

import click

from kg.cli.tables import width, wrap
from kg.errors import KGError, language, text


class Formatter(click.HelpFormatter):
    """Wraps and aligns by display width: a Chinese character takes two columns and may end a line."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        super().write_usage(prog, args, prefix or text("help.usage"))

    def write_text(self, text: str) -> None:
        for paragraph in text.split("\n\n"):
            for line in wrap(" ".join(paragraph.split()), self.width - self.current_indent):
                self.write(f"{'':>{self.current_indent}}{line}\n")

    def write_dl(self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = 2) -> None:
        rows = list(rows)
        first = min(max(width(name) for name, _ in rows), col_max) + col_spacing
        for name, description in rows:
            lead = " " * self.current_indent + name
            lines = wrap(description, max(self.width - first - self.current_indent, 20)) or [""]
            if width(name) > first - col_spacing:
                self.write(f"{lead}\n")
            else:
                self.write(f"{lead}{' ' * (first - width(name))}{lines.pop(0)}\n")
            for line in lines:
                self.write(f"{' ' * (first + self.current_indent)}{line}\n")


class Context(click.Context):
    formatter_class = Formatter


class Command(click.Command):
    """A command whose help page is in the user's language."""

    context_class = Context

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = text("help.help")
        return option

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        options = [parameter for parameter in self.get_params(ctx) if isinstance(parameter, click.Option)]
        records = [record for record in (option.get_help_record(ctx) for option in options) if record]
        rows = [(names, _translated(description)) for names, description in records]
        if rows:
            with formatter.section(text("help.options")):
                formatter.write_dl(rows)
        if isinstance(self, click.Group):
            self.format_commands(ctx, formatter)


def _translated(description: str) -> str:
    """click's remarks at the end of an option's help, in Chinese where that is the language."""
    if language() == "zh":
        for english, chinese in (
            ("required]", "必填]"),
            ("default: ", "默认："),
            ("x>=1", "至少 1"),
            ("x>=0", "至少 0"),
        ):
            description = re.sub(rf"(?<=[\[ ]){re.escape(english)}", chinese, description)
    return description


class Group(Command, click.Group):
    """A group of such commands."""

    command_class = Command


def command(**attributes: Any) -> Callable[[Callable[..., Any]], click.Command]:
    """``click.command`` with our help page; ``help`` is the finished text in the user's language."""
    attributes.setdefault("context_settings", {"help_option_names": ["-h", "--help"]})
    return click.command(cls=Command, **attributes)


def usage_message(error: click.UsageError) -> str:
    """One line for a wrong call, with the command that shows the right one."""
    path = error.ctx.command_path if error.ctx else "kg"
    return str(KGError("KG006", reason=_reason(error).rstrip("."), help=f"{path} --help"))


def _reason(error: click.UsageError) -> str:
    if language() != "zh":
        return " ".join(error.format_message().split())
    if isinstance(error, click.NoSuchOption):
        return text("usage.no_option", name=error.option_name)
    if isinstance(error, click.MissingParameter):
        hint = error.param.get_error_hint(error.ctx) if error.param and error.ctx else ""
        return text("usage.missing", name=hint)
    plain = " ".join(error.format_message().split())
    for pattern, code in _USAGE:
        if found := pattern.match(plain):
            return text(code, **found.groupdict())
    if isinstance(error, click.BadParameter) and error.param is not None:
        name = error.param.get_error_hint(error.ctx) if error.ctx else error.param.name
        return text("usage.bad_value", name=name, reason=" ".join(error.message.split()))
    return plain


# click's own sentences, which it offers in English only
_USAGE = tuple(
    (re.compile(pattern), code)
    for pattern, code in (
        (r"No such command '(?P<name>.*?)'", "usage.no_command"),
        (r"Got unexpected extra arguments? \((?P<given>.*)\)", "usage.extra"),
        (r"Option '(?P<name>.*?)' requires an argument", "usage.no_value"),
        (r"Option '(?P<name>.*?)' does not take a value", "usage.flag"),
        (r"Invalid value for (?P<name>.*?): '?(?P<given>.*?)'? is not a valid \w+", "usage.no_number"),
        (
            r"Invalid value for (?P<name>.*?): (?P<given>.*) is not in the range x(?P<range>.*?)\.?$",
            "usage.range",
        ),
    )
)
