# Makes this checkout ready to run; start.sh and test.sh source it, nobody runs it.
#
# `make_ready PURPOSE EXTRA PACKAGE...` installs what is missing: Debian packages, a virtual
# environment in .venv, and this checkout with the extra EXTRA of pyproject.toml ("" for none).
# A stamp in .venv names what was installed; while it is still right, nothing at all is done.

# What the window's libraries need on Debian, and letters to write with.
window_packages="libgl1 libegl1 libxkbcommon0 libdbus-1-3 libfontconfig1 libglib2.0-0
    fonts-dejavu-core libxkbcommon-x11-0 libxcb-cursor0 libxcb-icccm4 libxcb-keysyms1
    libxcb-shape0 libxcb-xkb1 libxcb-image0 libxcb-render-util0"

venv=$project/.venv

say() {
    printf '%s\n' "$*" >&2
}

stop() {
    say "$*"
    exit 1
}

# Succeeds if the command $1 is a Python that can run Clothesfinder and make environments.
is_suitable_python() {
    "$1" -c 'import sys, venv, ensurepip; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' \
        2>/dev/null </dev/null
}

find_python() {
    for candidate in python3.13 python3.12 python3.11 python3; do
        if is_suitable_python "$candidate"; then
            printf '%s\n' "$candidate"
            return
        fi
    done
}

# Prints those of the packages $@ that are not installed, also not under another name (Provides).
missing_packages() {
    installed=$(dpkg-query -W -f '${db:Status-Status} ${Package}, ${Provides}\n' |
        sed -n 's/^installed //p' | tr -s ', ' '\n')
    for package in "$@"; do
        printf '%s\n' "$installed" | grep -qxF -e "$package" || printf '%s ' "$package"
    done
}

# Installs the missing ones of the packages $@, or says how to and stops. Elsewhere than on Debian
# and its relatives the packages have other names: there it is up to Qt to complain.
install_packages() {
    command -v dpkg-query >/dev/null && command -v apt-get >/dev/null || return 0
    missing=$(missing_packages "$@")
    [ -n "$missing" ] || return 0
    if [ "$(id -u)" -ne 0 ]; then
        say "Clothesfinder needs some packages of this system. Install them, then start it again:"
        stop "    sudo apt-get install --no-install-recommends ${missing% }"
    fi
    say "Installing packages of the system..."
    # An update that fails in part (a foreign source, say) may well be good enough.
    apt_get update || true
    # shellcheck disable=SC2086  # one word for each package
    apt_get install -y --no-install-recommends $missing ||
        stop "The packages could not be installed; what apt-get said is above."
}

# Runs apt-get without questions, and without words unless it fails.
apt_get() {
    if ! words=$(DEBIAN_FRONTEND=noninteractive apt-get -q -o DPkg::Lock::Timeout=300 "$@" \
        2>&1 </dev/null); then
        say "$words"
        return 1
    fi
}

make_environment() {
    is_suitable_python "$venv/bin/python" && "$venv/bin/python" -m pip --version >/dev/null 2>&1 &&
        return
    "$(find_python)" -m venv --clear "$venv" </dev/null ||
        stop "The virtual environment $venv could not be made."
}

install_project() {
    say "Installing Clothesfinder (this takes some minutes the first time)..."
    PIP_NO_INPUT=1 PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_ROOT_USER_ACTION=ignore \
        "$venv/bin/python" -m pip install --quiet --editable "$project$1" </dev/null ||
        stop "Clothesfinder could not be installed; what pip said is above. Is there a network?"
}

# Prints a number that changes with what is to be installed, the place and the Python.
checksum() {
    { printf '%s\n' "$project" "$@" && "$venv/bin/python" -V && cat "$project/pyproject.toml"; } \
        2>/dev/null | cksum
}

make_ready() {
    stamp=$venv/ready-for-$1
    extra=${2:+[$2]}
    shift 2
    [ -x "$venv/bin/python" ] && [ "$(cat "$stamp" 2>/dev/null)" = "$(checksum "$@")" ] && return

    python_packages=
    [ -n "$(find_python)" ] || python_packages="python3 python3-venv"
    # shellcheck disable=SC2086  # one word for each package
    install_packages $python_packages "$@"
    [ -n "$(find_python)" ] ||
        stop "Clothesfinder needs Python 3.11, 3.12 or 3.13 with its venv module; none was found."
    make_environment
    install_project "$extra"
    checksum "$@" >"$stamp" # last: whatever was interrupted before is done again
}
