"""The variables that kernels of builds start with."""

from __future__ import annotations

import os

from karabakh_analysis import variables

# A process with several threads cannot be forked.
ONE_THREAD = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1", "MKL_NUM_THREADS": "1"}
# Hash seed and date are fixed before a kernel starts: set later they do nothing.
FIXED = {"PYTHONHASHSEED": "0", "SOURCE_DATE_EPOCH": "0", "PYTHONWARNINGS": "default", "MPLBACKEND": "agg", **ONE_THREAD}


def kernel_environment(data: str) -> dict[str, str]:
    """The variables of this process, those that make every run the same, and the directory that holds ``raw/``."""
    return {**os.environ, **FIXED, variables.DATA: data}
