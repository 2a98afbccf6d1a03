"""Benchmarks: not tests. They report ratios, because seconds depend on the machine."""
