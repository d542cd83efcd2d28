#!/usr/bin/env python3
"""Mean gaps of several solvers side by side, from the rows that each printed.

    python3 benches/peers/compare.py rochdale.csv pyvrp.csv

A file is named for its solver and may hold several families. Only instances and seeds that all
files have are compared. A run without a plan has no gap: it is counted apart, and the means are
over the runs in which every solver has a plan.
"""

import csv
import sys
from pathlib import Path
from statistics import fmean

Rows = dict[tuple[str, str, str], dict[str, str]]


def rows(path: Path) -> Rows:
    """The rows of a file by family, instance and seed."""
    with open(path, newline="") as file:
        read = csv.DictReader(line for line in file if not line.startswith("#"))
        # Files put together repeat their header.
        found = [row for row in read if row["family"] != "family"]
    return {(row["family"], row["instance"], row["seed"]): row for row in found}


def table(names: list[str], solvers: list[Rows]) -> list[list[str]]:
    """One line for each family, and one for all of them."""
    common = sorted(set(solvers[0]).intersection(*solvers[1:]))
    families = sorted({family for family, _, _ in common})
    lines = [["family", "instances", "runs"]]
    lines[0] += [f"{name} gap %" for name in names] + [f"{name} no plan" for name in names]
    for family in [*families, "all"]:
        keys = [key for key in common if family in (key[0], "all")]
        has_plan = [key for key in keys if all(rows[key]["gap_percent"] for rows in solvers)]
        line = [family, str(len({key[:2] for key in keys})), str(len(keys))]
        for found in solvers:
            gaps = [float(found[key]["gap_percent"]) for key in has_plan]
            line.append(f"{fmean(gaps):.3f}" if gaps else "-")
        for found in solvers:
            line.append(str(sum(not found[key]["gap_percent"] for key in keys)))
        lines.append(line)
    return lines


def main() -> None:
    paths = [Path(argument) for argument in sys.argv[1:]]
    if len(paths) < 2:
        sys.exit(__doc__)
    solvers = [rows(path) for path in paths]
    lines = table([path.stem for path in paths], solvers)
    if len(lines) == 2:
        sys.exit("error: the files have no instance and seed in common")
    widths = [max(map(len, column)) for column in zip(*lines)]
    for line in lines:
        cells = [line[0].ljust(widths[0])]
        cells += [cell.rjust(width) for cell, width in zip(line[1:], widths[1:])]
        print("  ".join(cells))


if __name__ == "__main__":
    main()
