"""The files of a build and the manifest that tells of them: at no time does it tell what is not so."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from karabakh_analysis.files import write_whole
from karabakh_analysis.report.plan import Step
from karabakh_analysis.report.staleness import Layout, Manifest, place_of


class Written:
    """What a directory holds.

    Parameters
    ----------
    layout
        Where the files lie.
    manifest
        What was written by whom.
    """

    def __init__(self, layout: Layout, manifest: Manifest) -> None:
        self._layout, self.manifest = layout, manifest

    def replace(self, step: Step, contents: Mapping[str, str]) -> None:
        """Write the files of a step, and remove those that it no longer makes.

        The record goes first and comes back last: a build that is killed in between leaves a step that was never built, and the files of
        an earlier build beside new ones, each whole.
        """
        before = self.manifest.files.get(step.name, {})
        if before:
            self.manifest.drop(step.name)
            self.manifest.write(self._layout.manifest)
        files = {name: write_whole(place_of(name, self._layout), content) for name, content in contents.items()}
        self.manifest.record(step.name, step.inputs, files)
        self.manifest.write(self._layout.manifest)
        self._remove(before)

    def clash(self, name: str, contents: Collection[str], apart_from: Collection[str] = ()) -> str:
        """What a step would write over that another one wrote, in words; nothing where there is nothing.

        Steps that are still to be made again do not count: they may make other files then.
        """
        others = {other: set(files) for other, files in self.manifest.files.items() if other != name and other not in apart_from}
        found = sorted((file, other) for other, files in others.items() for file in files & set(contents))
        return f"it writes {found[0][0]}, as {found[0][1]} does" if found else ""

    def keep_only(self, listed: Collection[str]) -> None:
        """Forget all other steps, and remove their files."""
        gone = {name: self.manifest.files.get(name, {}) for name in self.manifest.inputs if name not in listed}
        for name in gone:
            self.manifest.drop(name)
        self.manifest.write(self._layout.manifest)
        self._remove(file for files in gone.values() for file in files)

    def _remove(self, names: Iterable[str]) -> None:
        """Remove files that no step makes any longer."""
        for name in set(names) - set(self.manifest.all_files):
            place_of(name, self._layout).unlink(missing_ok=True)
