#!/usr/bin/env bash
# Serves an OpenStreetMap extract with Valhalla, a routing engine, on a free port of this machine.
#
#   scripts/valhalla.sh EXTRACT.osm.pbf FOLDER
#
# Prints the server's address and becomes the server: ending this process ends it. Its map, settings
# and log are in FOLDER, which is made. Valhalla comes as a wheel, pinned in scripts/valhalla.txt,
# into .tools/valhalla inside this repository; it takes Python 3.12 or newer. Ends with status 77
# where Python, the extract or the wheel cannot be had.
set -euo pipefail
root=$(CDPATH='' cd -- "$(dirname -- "${BASH_SOURCE[0]}")/.." && pwd -P)
venv=$root/.tools/valhalla
pins=$root/scripts/valhalla.txt

say() { printf '%s\n' "$*" >&2; }

cannot() {
    say "$1"
    exit 77
}

# The first Python here that the wheel works with.
python() {
    local candidate versions=${PYENV_ROOT:-${HOME:-}/.pyenv}/versions
    for candidate in python3 python3.14 python3.13 python3.12 "$versions"/3.1[2-9]*/bin/python3; do
        if "$candidate" -c 'import sys, venv; sys.exit(sys.version_info < (3, 12))' 2>/dev/null; then
            printf '%s\n' "$candidate"
            return
        fi
    done
    return 1
}

install_valhalla() {
    if cmp -s "$pins" "$venv/complete"; then return; fi
    local python
    python=$(python) || cannot "there is no Python 3.12 or newer with the module venv"
    rm -rf -- "$venv"
    "$python" -m venv -- "$venv" >&2 || cannot "Python can make no virtual environment"
    "$venv/bin/python" -m pip install --quiet --disable-pip-version-check --no-input \
        --retries 1 --timeout 15 --only-binary :all: --requirement "$pins" </dev/null >&2 ||
        cannot "pip could not install $(cat "$pins")"
    cp -- "$pins" "$venv/complete"
}

free_port() {
    "$venv/bin/python" -c 'import socket
with socket.socket() as s:
    s.bind(("127.0.0.1", 0))
    print(s.getsockname()[1])'
}

if [ $# != 2 ]; then
    say "usage: scripts/valhalla.sh EXTRACT.osm.pbf FOLDER"
    exit 2
fi
extract=$1
folder=$2
if [ ! -f "$extract" ]; then cannot "$extract is not there"; fi
install_valhalla
mkdir -p -- "$folder/tiles"
address=127.0.0.1:$(free_port)
"$venv/bin/valhalla_build_config" --mjolnir-tile-dir "$folder/tiles" --mjolnir-tile-extract '' \
    --mjolnir-concurrency 2 --httpd-service-listen "tcp://$address" >"$folder/valhalla.json"
# The programs themselves, not the scripts around them: the server is to be this process.
programs=$("$venv/bin/python" -c 'import valhalla; print(valhalla.PYVALHALLA_DIR / "bin")')
"$programs/valhalla_build_tiles" -c "$folder/valhalla.json" "$extract" >"$folder/build.log" 2>&1
printf 'http://%s\n' "$address"
exec "$programs/valhalla_service" "$folder/valhalla.json" 1 >"$folder/service.log" 2>&1
