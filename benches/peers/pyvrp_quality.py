"""Cost of PyVRP's plans on published instances, in the rows of `routing_quality`.

    benches/peers/run.sh --data ../shared/data/vrp --family cvrp --seconds 30 --seed 1..5

Same instances, same rounding, same scale of cost, and the same budget: processor seconds of one
core, counted from the first iteration. Split deliveries are left out: PyVRP has none.
"""

import argparse
import csv
import multiprocessing
import sys
import time
from pathlib import Path

# PyVRP's name of the rounding for which a family's best known values hold.
ROUNDING = {
    "cvrp": "round",
    "vrptw": "dimacs",
    "hfvrp": "exact",
    "mdvrptw": "exact",
    "site-dependent": "exact",
    "backhaul": "round",
}

# Best known values of hfvrp below this are a hundred thousandth of the cost.
SMALL = 1e7


class ProcessorTime:
    """Stops once the process has used so many processor seconds since the first call."""

    def __init__(self, seconds: float):
        self.seconds = seconds
        self.started = None

    def __call__(self, best_cost: float) -> bool:
        now = time.process_time()
        if self.started is None:
            self.started = now
        return now - self.started > self.seconds


def scale(family: str, best_known: float) -> tuple[float, int]:
    """Units of cost to one of the best known value, and its decimals."""
    if family == "vrptw":
        return 10.0, 1
    if family == "hfvrp" and best_known < SMALL:
        return 1e5, 2
    return 1.0, 0


def run(task: tuple) -> list[str]:
    """The row of one instance and seed."""
    family, path, best_known, seed, seconds = task
    import pyvrp

    data = pyvrp.read(path, round_func=ROUNDING[family])
    stop = ProcessorTime(seconds)
    started = time.process_time()
    result = pyvrp.solve(data, stop=stop, seed=seed, collect_stats=False, display=False)
    used = time.process_time() - started
    units, decimals = scale(family, best_known)
    cost, gap = "infeasible", ""
    if result.is_feasible():
        value = result.cost() / units
        cost = f"{value:.{decimals}f}"
        gap = f"{100 * (value / best_known - 1):.4f}"
    known = f"{best_known:.{decimals}f}"
    return [family, path.stem, str(seed), cost, known, gap, f"{used:.2f}"]


def tasks(arguments: argparse.Namespace) -> list[tuple]:
    """Every instance that is asked for, with every seed."""
    folder = arguments.data / arguments.family
    if not folder.is_dir():
        sys.exit(f"error: {folder} is no folder; nothing was measured (give --data)")
    with open(arguments.data / "best_known.csv", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["family"] == arguments.family]
    best_known = {row["instance"]: float(row["best_known"]) for row in rows}
    parts = arguments.only.split(",")
    paths = [p for p in sorted(folder.glob("*.vrp")) if any(part in p.stem for part in parts)]
    if not paths:
        sys.exit(f"error: {folder}: no such instance")
    first, _, last = arguments.seed.partition("..")
    seeds = range(int(first), int(last or first) + 1)
    return [
        (arguments.family, path, best_known[path.stem], seed, arguments.seconds)
        for path in paths
        for seed in seeds
    ]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--family", choices=list(ROUNDING), required=True)
    parser.add_argument("--seconds", type=float, default=30.0)
    parser.add_argument("--seed", default="1", help="A or A..B, both included")
    parser.add_argument("--only", default="", help="parts of names, separated by commas")
    parser.add_argument("--jobs", type=int, default=1, help="searches at the same time")
    arguments = parser.parse_args()
    todo = tasks(arguments)
    print("family,instance,seed,cost,best_known,gap_percent,cpu_seconds", flush=True)
    gaps = []
    with multiprocessing.get_context("spawn").Pool(arguments.jobs) as pool:
        for row in pool.imap_unordered(run, todo):
            print(",".join(row), flush=True)
            gaps += [float(row[5])] if row[5] else []
    if gaps:
        mean = f"mean gap {sum(gaps) / len(gaps):.3f} %"
    else:
        mean = "no plan"
    print(f"{arguments.family}: {mean} over {len(gaps)} of {len(todo)} runs", file=sys.stderr)


if __name__ == "__main__":
    main()
