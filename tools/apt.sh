#!/bin/sh
# Sourced by the other scripts: say(), and apt where we may use it.

say() { printf '%-8s %s\n' "$1" "$2" >&2; }

may_use_apt() { [ "$(id -u)" -eq 0 ] && command -v apt-get >/dev/null 2>&1; }

# Install the named Debian packages; what apt says is shown only when it fails.
apt_install() {
    say setup "installing $* with apt"
    apt_log=$(mktemp)
    if { [ -n "${apt_lists_are_fresh:-}" ] || apt-get update -q; } >"$apt_log" 2>&1 </dev/null &&
        apt_lists_are_fresh=yes &&
        DEBIAN_FRONTEND=noninteractive apt-get -o DPkg::Lock::Timeout=120 install -q -y --no-install-recommends "$@" \
            >>"$apt_log" 2>&1 </dev/null; then
        rm -f "$apt_log"
    else
        tail -n 5 "$apt_log" >&2
        rm -f "$apt_log"
        return 1
    fi
}
