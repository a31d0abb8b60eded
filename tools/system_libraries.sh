#!/bin/sh
# See that the libraries WeasyPrint loads are there; install them with apt as root, else say how.
#
# usage: tools/system_libraries.sh PYTHON
set -eu
. "$(dirname "$0")/apt.sh"

# Print the Debian packages of the libraries that this Python cannot load (names as in weasyprint/text/ffi.py).
# libharfbuzz-subset is optional to WeasyPrint, but cuts fonts ten times faster than its stand-in.
missing_packages() {
    "$1" - <<'PYTHON'
import ctypes

LIBRARIES = {
    "libpango-1.0-0": ["libpango-1.0.so.0", "libpango-1.0.dylib"],
    "libpangoft2-1.0-0": ["libpangoft2-1.0.so.0", "libpangoft2-1.0.dylib"],
    "libharfbuzz-subset0": ["libharfbuzz-subset.so.0", "libharfbuzz-subset.0.dylib"],
}


def is_loadable(name):
    try:
        ctypes.CDLL(name)
    except OSError:
        return False
    return True


print(*[package for package, names in LIBRARIES.items() if not any(map(is_loadable, names))])
PYTHON
}

missing=$(missing_packages "$1")
if [ -n "$missing" ] && may_use_apt; then
    # One by one if need be: an old Ubuntu lacks the last of them and can do without.
    apt_install $missing || for package in $missing; do apt_install "$package" || true; done
    missing=$(missing_packages "$1")
fi

case $missing in
'') ;;
libharfbuzz-subset0) say warning "PDFs are slow to make without libharfbuzz-subset (Debian, Ubuntu: apt install libharfbuzz-subset0; Fedora: dnf install harfbuzz; macOS: brew install pango)" ;;
*)
    say error "system libraries for PDFs are missing; Debian, Ubuntu: apt install $missing; Fedora: dnf install pango harfbuzz; macOS: brew install pango"
    exit 3
    ;;
esac
