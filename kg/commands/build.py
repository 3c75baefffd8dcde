"""`kg build`."""

from __future__ import annotations

from pathlib import Path

import click
from click.core import ParameterSource

from kg.addresses import Place
from kg.build import BuildOptions, BuildReport, build
from kg.commands.options import (
    config_option,
    counted,
    max_megabytes_option,
    report_failures,
    shown,
    sources_argument,
    store_option,
    workers_option,
)
from kg.decisions import DEFAULT_DECISIONS
from kg.engines import ENGINES
from kg.errors import BaseIriError
from kg.graph_store import CREDENTIALS
from kg.iris import Iris
from kg.mapping import EVIDENCE_LEVELS, EvidenceLevel
from kg.progress import progress_bar
from kg.sink import SinkReport, build_into, is_graph_store
from kg.vocabulary import DEFAULT_BASE

_EXAMPLES = """\
\b
Examples:
  kg build data/documents
  kg build plans/ notice.txt --store ./graph --workers 4
  kg build data/documents --infer --evidence goals
  kg build plans/ --prune
  kg build s3://bucket/plans --engine ray --workers 64
  kg build plans/ --sink shards/
  kg build plans/ --sink http://localhost:3030/policy/data
"""
_STALE = "{} in the store built by another version or with other settings; name them too to build them again"


def _base(_context: click.Context, _parameter: click.Parameter, value: str | None) -> str | None:
    if value is not None:
        try:
            Iris(value)
        except BaseIriError as error:
            raise click.BadParameter(str(error)) from error
    return value


@click.command("build", epilog=_EXAMPLES)
@sources_argument
@store_option
@workers_option
@click.option(
    "--base",
    callback=_base,
    metavar="IRI",
    help=f"What the IRIs of the graph begin with.  [default: what the store has; of a new store {DEFAULT_BASE}]",
)
@config_option
@max_megabytes_option
@click.option(
    "--evidence",
    type=click.Choice(EVIDENCE_LEVELS),
    help="How much evidence to write: none, the sentences of goals, or those of every fact and every mention."
    "  [default: what the store has; of a new store full]",
)
@click.option(
    "--infer/--no-infer",
    default=None,
    help="Whether to keep a graph of what follows by the ontology: subclasses, parts of parts, places in places,"
    " inverse roles.  [default: what the store has; of a new store no]",
)
@click.option(
    "--decisions",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="What `kg review` was told about names."
    f"  [default: what the store has; of a new store ./{DEFAULT_DECISIONS}, if there]",
)
@click.option(
    "--prune",
    is_flag=True,
    help="Take files below a folder SOURCE out of the store when they are no longer there.",
)
@click.option(
    "--engine",
    type=click.Choice(ENGINES),
    default="local",
    show_default=True,
    help="What runs the processes: this machine, or Ray, on the cluster of RAY_ADDRESS or else on this machine.",
)
@click.option(
    "--sink",
    metavar="DIR|URL",
    help="Build no store: write the graphs as packed N-Quads into a folder, or send them by PUT to the http(s)://"
    f" address of a SPARQL Graph Store. User and password: user:password@ in the address, or {CREDENTIALS}.",
)
@click.pass_context
def build_command(
    context: click.Context,
    sources: tuple[Place, ...],
    store: Path,
    workers: int,
    base: str | None,
    config: Path | None,
    max_megabytes: int,
    evidence: EvidenceLevel | None,
    infer: bool | None,
    decisions: Path | None,
    prune: bool,
    engine: str,
    sink: str | None,
) -> None:
    """Build or update the graph of the policy documents in SOURCE.

    SOURCE is a file, or a folder: of a folder, the text files (.txt, .text, .md), web pages (.html, .htm), PDF and
    DOCX files in it and in the folders below are taken. Files that are in the store and have not changed are left as
    they are. Files that fail are named with the reason, the others are built, and the exit code is 1.
    """
    decisions = decisions or (DEFAULT_DECISIONS if DEFAULT_DECISIONS.exists() else None)
    options = BuildOptions(workers, base, config, max_megabytes << 20, evidence, infer, decisions, prune, engine)
    if sink is not None:
        _check_sink(context, sink, options)
    with progress_bar("Building") as on_progress:
        if sink is not None:
            report: BuildReport | SinkReport = build_into(sources, sink, options, on_progress)
        else:
            report = build(sources, store, options, on_progress)
    report_failures(report.failed)
    if isinstance(report, SinkReport):
        click.echo(_sink_summary(report), err=True)
    else:
        click.echo(_summary(report), err=True)
        if report.stale:
            click.echo(_STALE.format(counted(report.stale, "other file")), err=True)
    context.exit(1 if report.failed else 0)


def _check_sink(context: click.Context, sink: str, options: BuildOptions) -> None:
    """Refuse what has no meaning without a store."""
    if context.get_parameter_source("store") is ParameterSource.COMMANDLINE:
        raise click.UsageError("--sink builds no store; leave out --store or --sink")
    if options.infer:
        raise click.UsageError("--infer needs all files in a store; leave out --sink")
    if options.prune and is_graph_store(sink):
        raise click.UsageError("--prune cannot know what else an endpoint holds; leave it out with such a --sink")


def _sink_summary(report: SinkReport) -> str:
    failed = f", {len(report.failed):,} failed" if report.failed else ""
    said = f"{counted(report.files, 'file')}{failed}; {counted(report.statements, 'statement')}"
    if not report.shards:
        return f"{said} sent to {report.sink}"
    said += f" in {counted(report.shards, 'shard')} ({report.made:,} made, the others were there) in {report.sink}"
    if report.removed:
        said += f"; {counted(report.removed, 'shard')} of other sources removed"
    if report.left:
        said += f"; {counted(report.left, 'shard')} of other sources left, which --prune removes"
    return said


def _summary(report: BuildReport) -> str:
    counts = [f"{report.built:,} built", f"{report.unchanged:,} unchanged", f"{report.removed:,} removed"]
    counts.append(f"{len(report.failed):,} failed")
    said = ", ".join(count for count in counts if not count.startswith("0 ")) or "nothing to build"
    files, statements = counted(report.files, "file"), counted(report.statements, "statement")
    inferred = f", and {report.inferred:,} that follow," if report.inferred else ""
    return f"{files}: {said}; {statements}{inferred} in {shown(report.store)}"
