"""`kg backup` and `kg restore`."""

from __future__ import annotations

from pathlib import Path

import click

from kg.backup import back_up, restore
from kg.commands.options import shown, store_option

_BACKUP_EXAMPLES = """\
\b
Examples:
  kg backup ../kg-store-monday
  kg backup /media/disk/kg-store.tar.gz
"""
_RESTORE_EXAMPLES = """\
\b
Examples:
  kg restore ../kg-store-monday
  kg restore /media/disk/kg-store.tar.gz --store ./graph --force
"""


@click.command("backup", epilog=_BACKUP_EXAMPLES)
@click.argument("target", type=click.Path(path_type=Path), metavar="DIR|FILE")
@store_option
def backup_command(target: Path, store: Path) -> None:
    """Copy the store, whole or not at all.

    DIR becomes a store itself, with which every command works; on the same disk it shares with the first one the files
    that do not change any more, and takes next to no room. FILE, which ends in .tar, .tar.gz or .tgz, is the same in
    one file, for another disk. Nothing is overwritten. A build cannot go on meanwhile.
    """
    back_up(store, target)
    click.echo(f"{shown(store)} copied to {shown(target)}", err=True)


@click.command("restore", epilog=_RESTORE_EXAMPLES)
@click.argument("source", type=click.Path(path_type=Path), metavar="DIR|FILE")
@store_option
@click.option("--force", is_flag=True, help="Set a store that is there aside, under another name.")
def restore_command(source: Path, store: Path, force: bool) -> None:
    """Make the store of what `kg backup` made.

    A store that is there already is left alone; with --force it is kept as DIR.replaced-1 (or -2 ...), for you to
    delete.
    """
    aside = restore(source, store, force)
    click.echo(f"{shown(store)} made from {shown(source)}", err=True)
    if aside:
        click.echo(f"what was there is now {shown(aside)}", err=True)
