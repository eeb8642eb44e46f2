"""The variables that kernels of builds start with."""

from __future__ import annotations

import os

from karabakh_analysis import variables

# Hash seed and date are fixed before a kernel starts: set later they do nothing. One thread: a process with several cannot be forked.
FIXED = {
    "PYTHONHASHSEED": "0",
    "SOURCE_DATE_EPOCH": "0",
    "PYTHONWARNINGS": "default",
    "MPLBACKEND": "agg",
    "OPENBLAS_NUM_THREADS": "1",
    "OMP_NUM_THREADS": "1",
    "MKL_NUM_THREADS": "1",
}


def kernel_environment(data: str) -> dict[str, str]:
    """The variables of this process, those that make every run the same, and the directory that holds ``raw/``."""
    return {**os.environ, **FIXED, variables.DATA: data}
