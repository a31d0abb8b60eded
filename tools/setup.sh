#!/bin/sh
# Make .venv and install the pinned packages and the system libraries; a second run finds nothing to do.
#
# usage: tools/setup.sh [test|bench]     the extra of pyproject.toml to install besides presskit itself
set -eu
cd "$(dirname "$0")/.."
. tools/apt.sh

extra=${1:-}
here=$(pwd -P)

runs() { "$1" -c "$2" >/dev/null 2>&1; }

is_new_enough() { runs "$1" 'import sys; sys.exit(sys.version_info < (3, 11))'; }

makes_venvs() { runs "$1" 'import ensurepip, venv'; }

# Print the first Python >= 3.11, one that can make a venv before one that cannot.
find_python() {
    without_venv=
    for candidate in ${PYTHON:-python3 python3.13 python3.12 python3.11 python3.14}; do
        is_new_enough "$candidate" || continue
        if makes_venvs "$candidate"; then
            echo "$candidate"
            return
        fi
        without_venv=${without_venv:-$candidate}
    done
    echo "$without_venv"
}

# A venv that was moved or whose Python is gone is of no use: its scripts name the old place.
venv_is_sound() { runs .venv/bin/python 'import pip' && grep -qF "$here/.venv/bin/" .venv/bin/pip; }

make_venv() {
    python=$(find_python)
    if [ -z "$python" ]; then
        say error "no Python 3.11 or newer found (tried ${PYTHON:-python3, python3.11 to python3.14}); name one: make PYTHON=/path/to/python"
        exit 3
    fi
    if ! makes_venvs "$python"; then
        package=$("$python" -c 'import sys; print("python%d.%d-venv" % sys.version_info[:2])')
        if may_use_apt; then apt_install "$package" || true; fi
        if ! makes_venvs "$python"; then
            say error "$python cannot make a virtual environment; on Debian and Ubuntu: apt install $package"
            exit 3
        fi
    fi
    tools/system_libraries.sh "$python" # before the long part, so that whoever lacks one learns it at once
    say setup "making .venv with $("$python" --version 2>&1)"
    "$python" -m venv --clear .venv
}

key=$({ echo "$here"; cat constraints.txt pyproject.toml; } | cksum)

is_installed() { [ "$(cat ".venv/installed-$1" 2>/dev/null)" = "$key" ]; }

anything_is_installed() { is_installed presskit || is_installed test || is_installed bench; }

packages_are_there() { if [ -n "$extra" ]; then is_installed "$extra"; else anything_is_installed; fi; }

install_packages() {
    say setup "installing packages into .venv; this takes a minute or two"
    # By variables, as an option would not pin what pip installs to build a package; pip 25.3 renamed one of them.
    PIP_CONSTRAINT=constraints.txt PIP_BUILD_CONSTRAINT=constraints.txt \
        .venv/bin/python -m pip install -qq --disable-pip-version-check -e ".${extra:+[$extra]}" </dev/null
    echo "$key" >".venv/installed-${extra:-presskit}"
}

if venv_is_sound; then tools/system_libraries.sh .venv/bin/python; else make_venv; fi
if ! packages_are_there; then install_packages; fi
