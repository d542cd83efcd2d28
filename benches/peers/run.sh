#!/usr/bin/env bash
# Measures PyVRP on the instances that the example routing_quality measures Rochdale on.
#
#   benches/peers/run.sh --data ../shared/data/vrp --family cvrp --seconds 30 --seed 1..5
#
# The first call makes a Python environment with the pinned version in .tools/peers, inside this
# folder; nothing else is touched. Arguments go to pyvrp_quality.py.
set -euo pipefail

version=0.13.4
here=$(CDPATH='' cd -- "$(dirname -- "${BASH_SOURCE[0]}")" && pwd -P)
root=$(CDPATH='' cd -- "$here/../.." && pwd -P)
peers=$root/.tools/peers

if ! "$peers/bin/python" -c "
import importlib.metadata as m, sys
sys.exit(m.version('pyvrp') != '$version')" 2>/dev/null; then
    printf 'installing PyVRP %s into %s\n' "$version" "$peers" >&2
    mkdir -p "$root/.tools"
    python3 -m venv --clear "$peers"
    "$peers/bin/python" -m pip install --quiet --disable-pip-version-check "pyvrp==$version" >&2
fi

# One core each: numerical libraries start no threads of their own.
export OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1 MKL_NUM_THREADS=1
exec "$peers/bin/python" "$here/pyvrp_quality.py" "$@"
