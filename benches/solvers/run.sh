#!/usr/bin/env bash
# Gives exported award programs to other solvers, each the same processor time on one thread.
#
#   rochdale export CASE --mps case.mps
#   benches/solvers/run.sh --seconds 60 case.mps [more.mps ...] [--solver highs --solver scip]
#
# The first call makes a Python environment with the pinned versions in .tools/solvers; nothing else
# is touched. A solver that cannot be installed is skipped, with a message. Arguments go to
# solve_mps.py.
set -euo pipefail

packages=(highspy==1.15.1 pyscipopt==6.3.0 pulp==3.3.2 ortools==9.15.6755)
here=$(CDPATH='' cd -- "$(dirname -- "${BASH_SOURCE[0]}")" && pwd -P)
root=$(CDPATH='' cd -- "$here/../.." && pwd -P)
solvers=$root/.tools/solvers

if [ ! -x "$solvers/bin/python" ]; then
    mkdir -p "$root/.tools"
    python3 -m venv --clear "$solvers"
fi
for package in "${packages[@]}"; do
    name=${package%%==*} version=${package##*==}
    if ! "$solvers/bin/python" -c "
import importlib.metadata as m, sys
sys.exit(m.version('$name') != '$version')" 2>/dev/null; then
        printf 'installing %s into %s\n' "$package" "$solvers" >&2
        "$solvers/bin/python" -m pip install --quiet --disable-pip-version-check "$package" >&2 ||
            printf 'SKIPPED: %s cannot be installed\n' "$package" >&2
    fi
done

# One core each: numerical libraries start no threads of their own.
export OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1 MKL_NUM_THREADS=1
exec "$solvers/bin/python" "$here/solve_mps.py" "$@"
