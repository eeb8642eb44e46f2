"""Whether the files of a site are those that its manifest records, and those that a build from nothing makes."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from pathlib import Path

from karabakh_analysis.files import digest_of
from karabakh_analysis.report.book import Book
from karabakh_analysis.report.build import build
from karabakh_analysis.report.plan import Plan
from karabakh_analysis.report.progress import Progress
from karabakh_analysis.report.staleness import Layout, Manifest, place_of


def differing(book: Book, recorded: Manifest, layout: Layout, progress: Progress) -> list[str]:
    """Build again from nothing, beside the site; what failed, and which files differ from what the manifest records."""
    with tempfile.TemporaryDirectory() as folder:
        fresh = Layout(layout.project, layout.data, Path(folder, "processed"), Path(folder, "reports"))
        plan = recorded_plan(book, recorded, fresh)
        failures = build(plan, progress)
        written = replace(layout, processed=layout.out / "data") if plan.values else layout
        names = {*verify_files(recorded, Manifest.read(fresh.manifest)), *changed_on_disk(recorded, written)}
    return [*map(str, failures), *(f"{name} differs" for name in sorted(names))]


def recorded_plan(book: Book, manifest: Manifest, layout: Layout) -> Plan:
    """The plan that makes again what a manifest records: its reports with the parameters that they had."""
    reports = tuple(report for report in book.reports if report.name in manifest.inputs)
    had = [(report, manifest.inputs[report.name].get("parameters", {})) for report in reports]
    values = {key: value for report, given in had for key, value in given.items() if value != report.values.get(key)}
    return Plan(book, reports, values, layout)


def verify_files(manifest: Manifest, rebuilt: Manifest) -> list[str]:
    """Names of files whose bytes differ between two manifests, or that only one of them has."""
    before, after = manifest.all_files, rebuilt.all_files
    return sorted(name for name in {*before, *after} if before.get(name) != after.get(name))


def changed_on_disk(manifest: Manifest, layout: Layout) -> list[str]:
    """Files that no longer have the bytes that the manifest records."""
    return sorted(name for name, digest in manifest.all_files.items() if digest_of(place_of(name, layout)) != digest)
