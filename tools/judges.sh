#!/bin/sh
# Install the judges of finished pages into .tools: axe-core, the Nu HTML checker and naughty strings from npm, with
# `all` Lighthouse too; hostile markup from the source of feedparser. A second run finds nothing to do.
#
# usage: tools/judges.sh [all]
# With PRESSKIT_REQUIRE_ALL=1, or with `all`, what cannot be installed is an error.
set -eu
cd "$(dirname "$0")/.."
. tools/apt.sh

which=${1:-some}
feedparser=$(grep '^feedparser==' constraints.txt)
key=$(cat tools/judges/package.json | cksum)

has_npm() { command -v npm >/dev/null 2>&1; }

is_installed() { [ "$(cat ".tools/installed-$1" 2>/dev/null)" = "$2" ]; }

packages_are_there() { is_installed all "$key" || { [ "$which" = some ] && is_installed some "$key"; }; }

# No script of a package runs, and no lock file is written.
install_packages() {
    has_npm || { may_use_apt && apt_install npm; } || return 1
    say setup "installing judges of pages into .tools"
    cp tools/judges/package.json .tools/package.json
    leave_out=--omit=dev
    if [ "$which" = all ]; then leave_out=--include=dev; fi
    npm install --prefix .tools --silent --ignore-scripts --no-package-lock --no-audit --no-fund "$leave_out" </dev/null &&
        echo "$key" >".tools/installed-$which"
}

install_hostile_markup() {
    say setup "fetching the source of $feedparser into .tools, for its hostile markup"
    rm -rf .tools/feedparser
    .venv/bin/python -m pip download -qq --disable-pip-version-check --no-deps --no-binary feedparser \
        -d .tools/feedparser "$feedparser" </dev/null &&
        tar -xzf .tools/feedparser/*.tar.gz -C .tools/feedparser --strip-components 1 &&
        echo "$feedparser" >.tools/installed-feedparser
}

mkdir -p .tools
missing=0
if ! packages_are_there && ! install_packages; then
    missing=1
    say warning "tests that judge pages are skipped without packages of npm; Debian: apt install npm; Fedora: dnf install nodejs-npm"
fi
if ! is_installed feedparser "$feedparser" && ! install_hostile_markup; then
    missing=1
    say warning "the test with hostile markup is skipped without the source of feedparser"
fi
if [ "$missing" = 1 ] && { [ "$which" = all ] || [ "${PRESSKIT_REQUIRE_ALL:-}" = 1 ]; }; then
    say error "judges of pages are missing, and none may be"
    exit 3
fi
