#!/usr/bin/env bash
# Finds what the build needs and installs what is missing. Sourced by run, test and .ci/run; run
# by itself it prints the settings for a shell in which to call cargo directly:
#
#   eval "$(scripts/bootstrap.sh)"
#
# HiGHS, the solver, is compiled from source: that takes cmake, a C++ compiler and libclang.
# `prepare_build` exports PATH, LIBCLANG_PATH and BINDGEN_EXTRA_CLANG_ARGS. Cargo compiles HiGHS
# again whenever one of the last two changes, so every script takes them from here.
#
#   as root where there is apt   cmake, make and libclang come from the distribution
#   otherwise                    cmake and libclang come as wheels, pinned in scripts/wheels.txt,
#                                into .tools/ inside this folder; nothing else is touched

root=$(CDPATH='' cd -- "$(dirname -- "${BASH_SOURCE[0]}")/.." && pwd -P)
tools=$root/.tools

say() { printf '%s\n' "$*" >&2; }

# fail WHAT REMEDY...: ends the script, one remedy a line.
fail() {
    say "error: $1"
    shift
    local remedy
    for remedy in "$@"; do say "hint: $remedy"; done
    exit 1
}

has() { command -v "$1" >/dev/null 2>&1; }

may_use_apt() { [ "$(id -u)" = 0 ] && has apt-get && has apt-cache; }

prepare_build() {
    require_rust
    require_cxx
    use_cmake_of_wheels
    forget_wrong_libclang
    if ! has_cmake || ! has_build_tool || ! libclang_dir >/dev/null; then
        install_missing
    fi
    LIBCLANG_PATH=$(libclang_dir)
    BINDGEN_EXTRA_CLANG_ARGS=${BINDGEN_EXTRA_CLANG_ARGS:--I$("${CC:-cc}" -print-file-name=include)}
    export LIBCLANG_PATH BINDGEN_EXTRA_CLANG_ARGS
}

# --- What a person must install ------------------------------------------------------------

require_rust() {
    local cargo_bin=${CARGO_HOME:-${HOME:-}/.cargo}/bin
    if ! has cargo && [ -x "$cargo_bin/cargo" ]; then PATH=$cargo_bin:$PATH; fi
    local wanted found
    wanted=$(sed -n 's/^rust-version *= *"\(.*\)"/\1/p' "$root/Cargo.toml")
    if ! has cargo || ! has rustc; then
        fail "Rust is missing (cargo and rustc, $wanted or newer)" \
            "install it from https://rustup.rs, then open a new shell"
    fi
    found=$(rustc --version) || fail "rustc does not run" "try: rustup default stable"
    found=${found#rustc }
    found=${found%%[ -]*}
    if [ "$(printf '%s\n' "$wanted" "$found" | sort -V | head -n 1)" != "$wanted" ]; then
        fail "Rust $found is too old: $wanted or newer is needed" "rustup update stable"
    fi
}

require_cxx() {
    if ! has "${CC:-cc}" || ! has "${CXX:-c++}"; then
        fail "a C++ compiler is missing (${CC:-cc} and ${CXX:-c++})" \
            "on Debian or Ubuntu: apt-get install g++ make" \
            "on Fedora: dnf install gcc-c++ make"
    fi
}

# Called, not looked up: a version manager may leave a cmake that does not run.
has_cmake() { cmake --version >/dev/null 2>&1; }

has_build_tool() { has "${MAKE:-make}" || [ -n "${CMAKE_GENERATOR:-}" ]; }

# --- Where things are ----------------------------------------------------------------------

# The folder that holds libclang. What .tools/ has comes first and the newest of the system's
# next, so that the answer is the same every time.
libclang_dir() {
    local dir
    if [ -n "${LIBCLANG_PATH:-}" ]; then
        printf '%s\n' "$LIBCLANG_PATH"
        return
    fi
    while IFS= read -r dir; do
        if holds_libclang "$dir"; then
            printf '%s\n' "$dir"
            return
        fi
    done < <(libclang_candidates)
    return 1
}

# A LIBCLANG_PATH that a person set is taken, unless there is nothing.
forget_wrong_libclang() {
    if [ -z "${LIBCLANG_PATH:-}" ] || [ -f "$LIBCLANG_PATH" ] || holds_libclang "$LIBCLANG_PATH"; then
        return
    fi
    say "LIBCLANG_PATH is $LIBCLANG_PATH, where there is no libclang: looking elsewhere."
    unset LIBCLANG_PATH
}

libclang_candidates() {
    local wheels
    if wheels=$(wheels_dir); then printf '%s\n' "$wheels/clang/native"; fi
    printf '%s\n' /usr/lib/llvm-*/lib | sort -rV
    if has llvm-config; then llvm-config --libdir; fi
    PATH=$PATH:/usr/sbin:/sbin ldconfig -p 2>/dev/null |
        sed -n 's|.* => \(/.*\)/libclang[-.][^/]*$|\1|p' || true
}

# Names under which the libclang of a build is looked up; libclang-cpp is another library.
holds_libclang() {
    local file
    for file in "$1"/libclang.so "$1"/libclang.so.* "$1"/libclang-[0-9]*.so*; do
        if [ -f "$file" ]; then return; fi
    done
    return 1
}

# The folder of the installed wheels; none unless they are complete and of the pinned versions.
wheels_dir() {
    cmp -s "$root/scripts/wheels.txt" "$tools/complete" || return 1
    local dir
    for dir in "$tools"/venv/lib/python3*/site-packages "$tools"/wheels; do
        if [ -d "$dir/clang/native" ]; then
            printf '%s\n' "$dir"
            return
        fi
    done
    return 1
}

use_cmake_of_wheels() {
    local wheels
    if ! has_cmake && wheels=$(wheels_dir); then
        PATH=$wheels/cmake/data/bin:$PATH
        export PATH
    fi
}

# --- Installing ----------------------------------------------------------------------------

install_missing() {
    if may_use_apt; then
        if install_with_apt; then return; fi
        say "apt did not install everything; trying Python wheels instead."
    fi
    if ! has_build_tool; then
        fail "make is missing" "ask an administrator for: apt-get install make"
    fi
    install_wheels
    use_cmake_of_wheels
}

install_with_apt() {
    local packages=() libclang
    if ! has_cmake; then packages+=(cmake); fi
    if ! has_build_tool; then packages+=(make); fi
    if ! libclang_dir >/dev/null; then
        libclang=$(libclang_package) || { update_apt && libclang=$(libclang_package); } || return 1
        packages+=("$libclang")
    fi
    say "Installing with apt, to compile the solver: ${packages[*]}"
    apt_install "${packages[@]}" || { update_apt && apt_install "${packages[@]}"; } || return 1
    hash -r
    has_cmake && libclang_dir >/dev/null
}

apt_install() {
    DEBIAN_FRONTEND=noninteractive apt-get install --yes -qq --no-install-recommends \
        -o DPkg::Lock::Timeout=300 -o Dpkg::Use-Pty=0 "$@" </dev/null >&2
}

update_apt() {
    say "Updating apt's package lists."
    DEBIAN_FRONTEND=noninteractive apt-get update -qq -o DPkg::Lock::Timeout=300 \
        </dev/null >&2
}

# The distribution's default libclang, else the newest numbered one.
libclang_package() {
    local package
    for package in libclang1 $(apt-cache pkgnames libclang1- | grep -xE 'libclang1-[0-9]+' | sort -rV); do
        if [[ $(apt-cache policy "$package") =~ Candidate:\ +[0-9] ]]; then
            printf '%s\n' "$package"
            return
        fi
    done
    return 1
}

install_wheels() {
    local pins python
    pins=$(tr '\n' ' ' <"$root/scripts/wheels.txt")
    if ! has python3; then
        fail "cmake or libclang is missing, and so is Python to install them without root" \
            "install python3, or ask an administrator for: apt-get install cmake libclang1"
    fi
    say "Installing into $tools, to compile the solver: $pins"
    rm -rf -- "$tools/venv" "$tools/wheels" "$tools/complete"
    mkdir -p -- "$tools"
    if python3 -m venv -- "$tools/venv" >/dev/null 2>&1; then
        python=$tools/venv/bin/python
        pip_install "$python" || fail_to_install_wheels
    elif python3 -m pip --version >/dev/null 2>&1; then
        say "Python has no venv here; installing with pip into a folder."
        rm -rf -- "$tools/venv"
        pip_install python3 --target "$tools/wheels" || fail_to_install_wheels
    else
        rm -rf -- "$tools/venv"
        fail "Python can make no virtual environment and has no pip" \
            "ask an administrator for: apt-get install python3-venv" \
            "or for: apt-get install cmake libclang1"
    fi
    cp -- "$root/scripts/wheels.txt" "$tools/complete"
    wheels_dir >/dev/null || fail "the wheels do not hold what they should" \
        "ask an administrator for: apt-get install cmake libclang1"
}

pip_install() {
    local python=$1
    shift
    "$python" -m pip install --quiet --disable-pip-version-check --no-input \
        --only-binary :all: "$@" --requirement "$root/scripts/wheels.txt" </dev/null >&2
}

fail_to_install_wheels() {
    fail "pip could not install the wheels (its message is above)" \
        "is the network reachable?" \
        "or ask an administrator for: apt-get install cmake libclang1"
}

announce_first_build() {
    local library
    for library in "${CARGO_TARGET_DIR:-$root/target}"/release/build/highs-sys-*/out/lib*/libhighs.a; do
        if [ -f "$library" ]; then return; fi
    done
    say "Compiling the solver HiGHS, once: about four minutes on two cores."
}

if [ "${BASH_SOURCE[0]}" = "$0" ]; then
    set -euo pipefail
    prepare_build
    for name in PATH LIBCLANG_PATH BINDGEN_EXTRA_CLANG_ARGS; do
        printf 'export %s=%q\n' "$name" "${!name}"
    done
fi
