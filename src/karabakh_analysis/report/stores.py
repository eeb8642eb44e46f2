"""Where a build keeps datasets and evidence for its kernels and for the next build (see `karabakh_analysis.dataset.store`)."""

from __future__ import annotations

import hashlib
import os
import platform
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from karabakh_analysis import variables
from karabakh_analysis.files import digest_of, digest_of_tree
from karabakh_analysis.report.staleness import CODE, PACKAGE, Layout

MOST_KEPT = 64


@contextmanager
def store_of(layout: Layout) -> Iterator[None]:
    """A store for this version of code and packages: one named in the environment, else below ``.build``, else a temporary one."""
    with ExitStack() as stack:
        if variables.STORE not in os.environ:
            os.environ[variables.STORE] = str(_folder(layout) or stack.enter_context(tempfile.TemporaryDirectory()))
            stack.callback(os.environ.pop, variables.STORE)
        yield


def _folder(layout: Layout) -> Path | None:
    """The lasting store without those of other versions and what was not used for long; ``None`` where it cannot be written."""
    made_from = f"{digest_of_tree(PACKAGE, CODE)} {digest_of(layout.project / 'requirements.lock')} {platform.python_version()}"
    folder = layout.project / ".build" / hashlib.sha256(made_from.encode()).hexdigest()[:16]
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for other in folder.parent.iterdir():
            if other != folder:
                shutil.rmtree(other, ignore_errors=True)
        for old in sorted(folder.glob("*.pickle"), key=lambda each: -each.stat().st_mtime)[MOST_KEPT:]:
            old.unlink(missing_ok=True)
    except OSError:
        return None
    return folder if os.access(folder, os.W_OK) else None
