"""Kernels that are forks of a warm parent: true Jupyter kernels that need not import anything again."""
