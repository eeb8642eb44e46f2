"""The command line: its commands, their arguments and what each means."""

from __future__ import annotations

import argparse
from pathlib import Path


def parser() -> argparse.ArgumentParser:
    """The parser of all commands; ``command`` holds the name of the one that was given."""
    found = argparse.ArgumentParser(prog="karabakh-analysis", description="Published regional statistics, rebuilt and checked.")
    commands = found.add_subparsers(required=True, metavar="COMMAND", dest="command")
    _add_build(commands)
    check = _command(commands, "check", "validate the raw tables")
    check.add_argument("--data", type=Path, metavar="DIR", help="directory that holds raw/ (default: data)")
    verify = _command(commands, "verify", "rebuild from nothing and compare every byte with the manifest")
    verify.add_argument("--out", type=Path, metavar="DIR", help="directory of the pages (default: reports)")
    _add_sweep(commands)
    _command(commands, "list", "reports, their parameters, and whether each is fresh")
    _command(commands, "lab", "JupyterLab on the collection")
    return found


def _command(commands: argparse._SubParsersAction[argparse.ArgumentParser], name: str, meaning: str) -> argparse.ArgumentParser:
    return commands.add_parser(name, help=meaning, description=meaning)


def _add_build(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    command = _command(commands, "build", "bring the processed tables and the reports up to date; only what is stale runs")
    command.add_argument("reports", nargs="*", metavar="REPORT", help="names of reports (default: all)")
    command.add_argument("--data", type=Path, metavar="DIR", help="directory with raw/ and processed/ (default: data)")
    command.add_argument("--out", type=Path, metavar="DIR", help="directory of the pages (default: reports, or reports/what-if)")
    command.add_argument("--as-of", metavar="DATE", help="keep what was certainly published by this day (yyyy-mm-dd)")
    command.add_argument("-p", action="append", default=[], metavar="NAME=VALUE", dest="assignments", help="a parameter of the reports")
    _add_pool(command)
    command.add_argument("--force", action="store_true", help="rebuild what is fresh too")
    command.add_argument("--keep-going", action="store_true", help="go on after a report that fails")
    command.add_argument("-v", "--verbose", action="store_true", help="say first what is stale, and why")
    command.add_argument("-q", "--quiet", action="store_true", help="print nothing but what went wrong")


def _add_sweep(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    command = _command(commands, "sweep", "run a notebook over the product of values of its parameters")
    command.add_argument("notebook", metavar="NOTEBOOK", help="a notebook of the book: its name, its path or its report")
    command.add_argument("--grid", action="append", default=[], metavar="NAME=V1,V2,...", help="values of a parameter (once a parameter)")
    command.add_argument("--out", type=Path, metavar="DIR", help="directory of the runs (default: reports/what-if/sweep-REPORT)")
    _add_pool(command)
    command.add_argument("-q", "--quiet", action="store_true", help="print nothing but what went wrong")


def _add_pool(command: argparse.ArgumentParser) -> None:
    command.add_argument("--jobs", type=_number, metavar="N", help="how many notebooks run at once (default: one a processor)")
    command.add_argument("--scheduler", default="", metavar="ADDRESS", help="run them on the dask cluster of this scheduler")


def _number(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text} is not possible, expected a whole number from 1")
    return int(text)
