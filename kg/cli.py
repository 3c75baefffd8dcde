"""The `kg` command: its commands by name, and how errors reach the user.

A command's module is imported when the command is called, so that `kg --help` waits for none of them.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from importlib import import_module
from typing import Any

import click

from extract.errors import PolicyGraphError

COMMANDS = {
    "backup": ("kg.commands.backup:backup_command", "Copy the store."),
    "build": ("kg.commands.build:build_command", "Build or update the graph of policy documents."),
    "doctor": ("kg.commands.doctor:doctor_command", "Look whether the store is whole."),
    "evaluate": ("kg.commands.evaluate:evaluate_command", "Score what is found in files against gold annotations."),
    "explain": ("kg.commands.show:explain_command", "Show the sentences behind a fact or an entity."),
    "export": (
        "kg.commands.export:export_command",
        "Write the graph as RDF, or a view of it for viewers.",
    ),
    "extract": ("kg.commands.extract:extract_command", "Write what is found in each file as JSON, without a graph."),
    "plot": ("kg.commands.plot:plot_command", "Draw goals, targets or who works with whom."),
    "queries": ("kg.commands.query:queries_command", "List the saved queries, with their parameters."),
    "query": ("kg.commands.query:query_command", "Ask the graph, by a saved query's name or in SPARQL."),
    "restore": ("kg.commands.backup:restore_command", "Make the store of a copy."),
    "review": ("kg.commands.review:review_command", "Decide which names mean one thing."),
    "serve": ("kg.commands.serve:serve_command", "Serve the graph over HTTP: SPARQL, saved queries, linked data."),
    "show": ("kg.commands.show:show_command", "Show what the graph knows of an organisation, document, goal ..."),
    "stats": ("kg.commands.show:stats_command", "Count what is in the graph."),
    "validate": ("kg.commands.validate:validate_command", "Check the graph against its shapes (SHACL)."),
}
_INTERRUPTED = 130
# How RocksDB, below Oxigraph, begins what it says of a file that is not as it was written.
_DAMAGED = "Corruption"
_EXAMPLES = """\
\b
Example:
  kg build data/documents
  kg query goals-by-region --region 天津市
  kg export -o graph.ttl
"""


class LazyGroup(click.Group):
    """A group that imports a command when it is called, and turns the project's errors into messages and exit codes."""

    def __init__(self, *, lazy_commands: Mapping[str, tuple[str, str]], **settings: Any) -> None:
        """Take commands as name: (`module:command`, help in one line); `settings` are those of `click.Group`."""
        super().__init__(**settings)
        self._paths = {name: path for name, (path, _) in lazy_commands.items()}
        self.commands.update({name: click.Command(name, help=text) for name, (_, text) in lazy_commands.items()})

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name, imported now."""
        if cmd_name not in self._paths:
            return None
        module, _, attribute = self._paths[cmd_name].partition(":")
        command: click.Command = getattr(import_module(module), attribute)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands without importing them."""
        width = formatter.width - 6 - max(map(len, self.commands))
        with formatter.section("Commands"):
            formatter.write_dl([(name, cmd.get_short_help_str(width)) for name, cmd in sorted(self.commands.items())])

    def invoke(self, ctx: click.Context) -> object:
        """Run a command; exit code 1 with a message for our errors, 130 for Ctrl-C."""
        try:
            return super().invoke(ctx)
        except PolicyGraphError as error:
            raise click.ClickException(str(error)) from error
        except KeyboardInterrupt:
            click.echo("Interrupted.", err=True)
            ctx.exit(_INTERRUPTED)
        except (click.ClickException, click.Abort, click.exceptions.Exit, BrokenPipeError):
            raise
        except Exception as error:
            if "KG_DEBUG" in os.environ:
                raise
            if isinstance(error, RuntimeError) and str(error).startswith(_DAMAGED):
                raise click.ClickException(f"the store is damaged ({error}); `kg doctor` says what to do") from error
            advice = "This is a fault of kg; please report it, with what KG_DEBUG=1 kg ... prints."
            raise click.ClickException(f"{type(error).__name__}: {error}\n{advice}") from error


def _print_version(context: click.Context, _parameter: click.Parameter, value: bool) -> None:
    if value and not context.resilient_parsing:
        from extract.pipeline import tool_version

        click.echo(f"kg {tool_version()}")
        context.exit()


@click.group(
    cls=LazyGroup, lazy_commands=COMMANDS, epilog=_EXAMPLES, context_settings={"help_option_names": ["-h", "--help"]}
)
@click.option(
    "--version", is_flag=True, is_eager=True, expose_value=False, callback=_print_version, help="Show the version."
)
def cli() -> None:
    """A knowledge graph of Chinese science-and-technology policy documents.

    Build the graph from a folder of documents, ask it, take it away; every fact leads back to the sentence
    that says it.
    """


def main() -> None:
    """Run the command line."""
    cli(prog_name="kg")
