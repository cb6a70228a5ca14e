"""Benchmarks: each prints a table. Ratios are medians of pairs measured one after the other, in one run."""
