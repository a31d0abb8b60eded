#!/bin/sh
# Write constraints.txt anew: what pip installs today, in an empty environment, for presskit with every extra.
#
# Take the oldest Python that presskit supports: it needs every package the newer ones need, and backports besides.
set -eu
cd "$(dirname "$0")/.."
. tools/apt.sh

# What building presskit, and those of its packages that come as source, asks for.
build_backends="hatchling editables setuptools wheel"

python=${PYTHON:-python3.11}
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

say renew "installing the newest packages into an empty environment"
"$python" -m venv "$folder/venv"
"$folder/venv/bin/pip" install -qq --disable-pip-version-check --upgrade ".[test,bench]" $build_backends </dev/null
{
    echo "# Pinned versions of everything presskit, its tests, benchmark and build install."
    echo "# To renew: make constraints, then make test."
    "$folder/venv/bin/pip" freeze --all --disable-pip-version-check --exclude presskit --exclude pip | LC_ALL=C sort -f -t= -k1,1
} >"$folder/constraints.txt"
cp "$folder/constraints.txt" constraints.txt
