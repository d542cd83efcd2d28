#!/usr/bin/env python3
"""Checks, without a network, that every dependency's licence is on the list in deny.toml.

Stands in for `cargo deny check licenses sources` where cargo-deny is not installed. Reads what
each package declares; unlike cargo-deny it does not read the licence files themselves.
"""

import json
import re
import subprocess
import sys
from pathlib import Path

try:
    import tomllib
except ModuleNotFoundError:  # Python before 3.11
    from pip._vendor import tomli as tomllib

ROOT = Path(__file__).resolve().parent.parent


def packages():
    """Every package of this machine's dependency tree, from the lock file."""
    version = subprocess.run(["rustc", "-vV"], check=True, capture_output=True, text=True).stdout
    host = re.search(r"^host: (.+)$", version, re.MULTILINE).group(1)
    command = ["cargo", "metadata", "--offline", "--locked", "--format-version", "1"]
    command += ["--filter-platform", host, "--manifest-path", str(ROOT / "Cargo.toml")]
    metadata = subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout
    return json.loads(metadata)["packages"]


def accepts(expression, allowed):
    """Whether some choice that an SPDX expression leaves needs only `allowed` licences.

    >>> accepts("MIT OR GPL-3.0", {"MIT"}), accepts("MIT AND GPL-3.0", {"MIT"})
    (True, False)
    >>> accepts("(MIT OR GPL-3.0) AND Zlib", {"MIT", "Zlib"}), accepts("GPL-3.0/MIT", {"MIT"})
    (True, True)
    >>> accepts("Apache-2.0 WITH LLVM-exception", {"Apache-2.0"})
    False
    """
    tokens = re.findall(r"[()]|[^\s()]+", expression.replace("/", " OR "))

    def any_of():
        value = all_of()
        while tokens and tokens[0] == "OR":
            tokens.pop(0)
            value = all_of() or value
        return value

    def all_of():
        value = one()
        while tokens and tokens[0] == "AND":
            tokens.pop(0)
            value = one() and value
        return value

    def one():
        token = tokens.pop(0)
        if token == "(":
            value = any_of()
            tokens.pop(0)
            return value
        if tokens and tokens[0] == "WITH":
            token = " ".join([token, tokens.pop(0), tokens.pop(0)])
        return token in allowed

    return any_of()


def fault(package, allowed):
    """What is wrong with a package, if anything."""
    source = package["source"]
    if source is not None and not source.startswith("registry+"):
        return f"comes from {source}, which is no registry"
    if not package["license"]:
        return "declares no licence"
    try:
        accepted = accepts(package["license"], allowed)
    except IndexError:
        return f"has a licence that cannot be read: {package['license']}"
    return None if accepted else f"has licence {package['license']}, which deny.toml does not list"


def main():
    allowed = set(tomllib.loads((ROOT / "deny.toml").read_text())["licenses"]["allow"])
    found = packages()
    faults = []
    for package in found:
        text = fault(package, allowed)
        if text:
            faults.append(f"{package['name']} {package['version']} {text}")
    for line in faults:
        print(line, file=sys.stderr)
    print(f"{len(found)} packages, {len(faults)} with a fault")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
