"""Cost and bound that other solvers reach on exported award programs.

    benches/solvers/run.sh --seconds 60 case.mps [more.mps ...]

Each solver runs in a process of its own, on one thread, and is stopped after so many *processor*
seconds from the start of its search: reading the file is not counted, and other work on the machine
takes nothing from anybody. Every solver keeps its defaults but for the gap, which is the same for all.
What a solver claims is printed as it is; `cost` and `bound` are empty where it has none.
"""

import argparse
import csv
import importlib.util
import math
import multiprocessing
import re
import resource
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path
from typing import NamedTuple

GAP = 1e-4

# How often a solver that has no limit of processor time is looked at, in seconds.
POLL = 0.05

# Solvers report what they have not found as a number of this size or more.
INFINITE = 1e19


class Answer(NamedTuple):
    """What a solver reached; seconds are of the processor."""

    seconds: float
    cost: float | None
    bound: float | None
    status: str


def stop_after(seconds: float, stop) -> threading.Event:
    """Calls `stop` once the process has used so many processor seconds more; until the event is set."""
    done = threading.Event()
    started = time.process_time()

    def watch() -> None:
        while not done.wait(POLL):
            if time.process_time() - started > seconds:
                stop()

    threading.Thread(target=watch, daemon=True).start()
    return done


def finite(value: float) -> float | None:
    return value if math.isfinite(value) and abs(value) < INFINITE else None


def highs(path: str, seconds: float) -> Answer:
    import highspy

    solver = highspy.Highs()
    solver.setOptionValue("output_flag", False)
    solver.readModel(path)
    solver.setOptionValue("threads", 1)
    solver.setOptionValue("mip_rel_gap", GAP)
    solver.HandleUserInterrupt = True
    started = time.process_time()
    done = stop_after(seconds, solver.cancelSolve)
    solver.solve()
    done.set()
    used = time.process_time() - started
    info = solver.getInfo()
    has_plan = info.primal_solution_status == highspy.SolutionStatus.kSolutionStatusFeasible
    cost = finite(info.objective_function_value) if has_plan else None
    status = solver.modelStatusToString(solver.getModelStatus())
    return Answer(used, cost, finite(info.mip_dual_bound), status)


def scip(path: str, seconds: float) -> Answer:
    from pyscipopt import Model

    solver = Model()
    solver.hideOutput()
    solver.readProblem(path)
    solver.setParam("timing/clocktype", 1)  # of the processor
    solver.setParam("limits/time", seconds)
    solver.setParam("limits/gap", GAP)
    started = time.process_time()
    solver.optimize()
    used = time.process_time() - started
    cost = solver.getPrimalbound() if solver.getNSols() > 0 else None
    return Answer(used, cost, finite(solver.getDualbound()), solver.getStatus())


def cbc(path: str, seconds: float) -> Answer:
    import pulp

    program = pulp.PULP_CBC_CMD().path
    with tempfile.TemporaryDirectory() as folder:
        # Without a place for its solution it would write beside the model.
        command = [program, path, "-timeMode", "cpu", "-sec", str(seconds), "-ratio", str(GAP)]
        command += ["-solve", "-solution", str(Path(folder, "solution"))]
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        log = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True).stdout
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
    used = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return cbc_answer(log, used)


def cbc_answer(log: str, used: float) -> Answer:
    """CBC says in its log what it found; it names no bound where it closed the gap."""

    def last(pattern: str) -> float | None:
        found = re.findall(pattern + r"\s*([-+0-9.e]+)", log)
        return finite(float(found[-1])) if found else None

    results = re.findall(r"^Result - (.*)$", log, re.MULTILINE)
    status = results[-1] if results else "no result"
    cost = last("Objective value:")
    bound = last("Lower bound:")
    if bound is None and status.startswith("Optimal"):
        bound = cost
    return Answer(used, cost, bound, status)


def cp_sat(path: str, seconds: float) -> Answer:
    from ortools.linear_solver.python import model_builder

    model = model_builder.Model()
    model.import_from_mps_file(path)
    solver = model_builder.Solver("sat")
    solver.set_solver_specific_parameters(f"num_workers: 1 relative_gap_limit: {GAP}")
    started = time.process_time()
    done = stop_after(seconds, solver.stop_search)
    status = solver.solve(model)
    done.set()
    used = time.process_time() - started
    has_plan = status in (model_builder.SolveStatus.OPTIMAL, model_builder.SolveStatus.FEASIBLE)
    cost = solver.objective_value if has_plan else None
    return Answer(used, cost, finite(solver.best_objective_bound), status.name)


# Each solver, with the package that holds it.
SOLVERS = {
    "highs": (highs, "highspy"),
    "scip": (scip, "pyscipopt"),
    "cbc": (cbc, "pulp"),
    "cp-sat": (cp_sat, "ortools"),
}


def call(name: str, path: str, seconds: float, pipe) -> None:
    """The answer of one solver, in a process of its own."""
    pipe.send(SOLVERS[name][0](path, seconds))


def run(name: str, path: str, seconds: float) -> Answer | None:
    """The answer of one solver; nothing if its process died."""
    context = multiprocessing.get_context("spawn")
    receiver, sender = context.Pipe(duplex=False)
    child = context.Process(target=call, args=(name, path, seconds, sender))
    child.start()
    sender.close()
    try:
        answer = receiver.recv()
    except EOFError:
        answer = None
    child.join()
    return answer


def row(name: str, path: str, answer: Answer | None) -> list[str]:
    case = Path(path).stem
    if answer is None:
        return [name, case, "", "", "", "", "its process died"]

    def text(value: float | None, decimals: int) -> str:
        return "" if value is None else f"{value:.{decimals}f}"

    gap = None
    if answer.cost and answer.bound is not None:
        gap = 100 * (answer.cost - answer.bound) / abs(answer.cost)
    return [
        name,
        case,
        text(answer.seconds, 2),
        text(answer.cost, 4),
        text(answer.bound, 4),
        text(gap, 4),
        answer.status,
    ]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("models", nargs="+", help="exported programs, .mps")
    parser.add_argument("--seconds", type=float, default=60, help="processor seconds of each search")
    parser.add_argument("--solver", action="append", choices=SOLVERS, help="only this one; repeat")
    arguments = parser.parse_args()
    out = csv.writer(sys.stdout, lineterminator="\n")
    out.writerow(["solver", "case", "seconds", "cost", "bound", "gap_percent", "status"])
    for path in arguments.models:
        for name in arguments.solver or SOLVERS:
            package = SOLVERS[name][1]
            if importlib.util.find_spec(package) is None:
                print(f"SKIPPED: {name}: {package} is not installed", file=sys.stderr)
                continue
            out.writerow(row(name, path, run(name, path, arguments.seconds)))
            sys.stdout.flush()


if __name__ == "__main__":
    main()
