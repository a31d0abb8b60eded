#!/bin/sh
# See that the programs the tests drive are there; install them with apt as root, else name the tests that are skipped.
#
# With PRESSKIT_REQUIRE_ALL=1 a missing program is an error.
set -eu
. "$(dirname "$0")/apt.sh"

mac_chrome="/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"

has_browser() {
    for name in chromium chromium-browser google-chrome google-chrome-stable "$mac_chrome"; do
        if command -v "$name" >/dev/null 2>&1; then return 0; fi
    done
    return 1
}

has_poppler() { command -v pdftotext >/dev/null 2>&1 && command -v pdftoppm >/dev/null 2>&1; }

has_exiftool() { command -v exiftool >/dev/null 2>&1; }

has_strace() { [ "$(uname -s)" != Linux ] || command -v strace >/dev/null 2>&1; }

has_nginx() { command -v nginx >/dev/null 2>&1 || [ -x /usr/sbin/nginx ]; }

# veraPDF itself comes with the Python packages; javac, as its driver is compiled where it runs.
has_java() { command -v javac >/dev/null 2>&1 && javac -version >/dev/null 2>&1; }

has_jaxb() { [ -e /usr/share/java/jaxb-runtime.jar ]; }

missing=0

# need CHECK PACKAGE WHAT
need() {
    if "$1"; then return; fi
    if may_use_apt && apt_install "$2" && "$1"; then return; fi
    missing=1
    say warning "$3; Debian: apt install $2; Fedora: dnf install $2"
}

need has_browser chromium "tests in a browser are skipped without Chromium or Chrome"
need has_strace strace "the test that nothing outside the project is opened is skipped without strace"
need has_exiftool libimage-exiftool-perl "the test that others read credit and rights in pictures is skipped without exiftool"
need has_nginx nginx-light "tests of the nginx configuration in docs/serving.md are skipped without nginx"
need has_poppler poppler-utils "tests of printed pages are skipped without pdftotext and pdftoppm"
need has_java default-jdk-headless "tests that judge PDFs with veraPDF are skipped without a Java development kit"
need has_jaxb libjaxb-java "tests that judge PDFs with veraPDF are skipped without JAXB's jars in /usr/share/java"

if [ "$missing" = 1 ] && [ "${PRESSKIT_REQUIRE_ALL:-}" = 1 ]; then
    say error "PRESSKIT_REQUIRE_ALL=1 allows no skipped tests"
    exit 3
fi
