#!/bin/sh
# Installs Clothesfinder for one user, or a new version over an old one. This is what the one-file
# installer runs that make_run.sh makes; it asks nothing.
#
#     sh clothesfinder-VERSION.run [-- --to FOLDER]
#     sh clothesfinder-VERSION.run -- --remove [--to FOLDER]
#
# In FOLDER (~/.local/opt/clothesfinder) lie the program, each version in a folder of its own, a link
# `clothesfinder` to the present one, and `clothesfinder-uninstall`. The link is set last and in one
# step: whatever happens before leaves the old version as it was. A window that is open goes on with
# the files of its version, which are deleted by the next installation.
#
# Exit code: 0; 1 where nothing was installed; 2 where it was and some library of the system lacks.
set -eu
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
version=$(cat "$here/version")

# Whether there is a desktop, and nobody who reads what a terminal shows: a double-click.
is_double_clicked() {
    [ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ] && [ ! -t 0 ] && [ ! -t 1 ] && [ ! -t 2 ]
}

# Shows $2 to whoever is there; $1 is "info" or "error".
tell() {
    printf '%s\n' "$2" >&2
    is_double_clicked || return 0
    if command -v zenity >/dev/null; then
        zenity "--$1" --no-markup --title Clothesfinder --text "$2" 2>/dev/null || true
    elif command -v kdialog >/dev/null; then
        [ "$1" = info ] && kind=--msgbox || kind=--error
        kdialog --title Clothesfinder "$kind" "$2" 2>/dev/null || true
    elif command -v xmessage >/dev/null; then
        xmessage -center "$2" 2>/dev/null || true
    elif command -v notify-send >/dev/null; then
        notify-send Clothesfinder "$2" 2>/dev/null || true
    fi
}

stop() {
    tell error "$*"
    exit 1
}

read_arguments() {
    place=
    remove=
    while [ $# -gt 0 ]; do
        case $1 in
        --remove) remove=yes ;;
        --to)
            [ $# -gt 1 ] || stop "Behind --to goes the folder to install into."
            place=$2
            shift
            ;;
        *) stop "The installer knows --to FOLDER and --remove, not $1." ;;
        esac
        shift
    done
    place=${place:-${HOME:?}/.local/opt/clothesfinder}
    case $place in
    /*) ;;
    *) place=${USER_PWD:-$PWD}/$place ;; # where the installer was started, not where it was unpacked
    esac
}

# Unpacks the program into a folder of its own in $place, and tries whether it runs at all.
unpack() {
    command -v xz >/dev/null ||
        stop "The program xz is needed to unpack Clothesfinder; install it (xz-utils or xz) first."
    new=$place/clothesfinder-$version-$$
    trap 'rm -rf "$new"; rmdir "$place" 2>/dev/null || true' EXIT
    trap 'exit 1' HUP INT TERM
    mkdir -p "$new" || stop "$place cannot be made; choose another folder with -- --to FOLDER."
    tar -xJf "$here/program.tar.xz" -C "$new" --no-same-owner ||
        stop "Clothesfinder could not be unpacked into $place; is the disk full?"
    cp "$here/uninstall.sh" "$new/uninstall"
    chmod 755 "$new/uninstall"
    said=$("$new/clothesfinder" --version 2>&1) ||
        stop "Clothesfinder does not run on this system, so nothing was changed: $said"
}

# Makes the link $2 to $1, or turns it there, in one step.
link() {
    ln -s "$1" "$2.$$"
    mv -fT "$2.$$" "$2"
}

switch() {
    for name in clothesfinder clothesfinder-uninstall; do
        [ -L "$place/$name" ] || [ ! -e "$place/$name" ] ||
            stop "$place/$name is not of Clothesfinder's installer, so nothing was changed."
    done
    link "${new##*/}/uninstall" "$place/clothesfinder-uninstall"
    link "${new##*/}/clothesfinder" "$place/clothesfinder"
    trap - EXIT
}

# Deletes the versions that are not the present one, but for those that a window is open of, or
# another installer is about to unpack: its process is the last word of their names.
clear_away() {
    in_use=$(readlink /proc/[0-9]*/exe 2>/dev/null || true)
    for old in "$place"/clothesfinder-[0-9]*; do
        if [ "$old" = "$new" ] || [ ! -d "$old/_internal" ] || kill -0 "${old##*-}" 2>/dev/null; then
            continue
        fi
        case $in_use in
        *"$old/"*) ;;
        *) rm -rf "$old" ;;
        esac
    done
}

# Puts the program into the applications menu, and among the commands unless there is another one.
announce() {
    "$place/clothesfinder" --install-launcher >/dev/null ||
        tell error "Clothesfinder is not in the applications menu; what went wrong stands above."
    command=$HOME/.local/bin/clothesfinder
    if [ ! -e "$command" ] && mkdir -p "${command%/*}"; then
        link "$place/clothesfinder" "$command"
    fi
}

# Prints the names in column $1 of the table of libraries, for those that the system lacks.
missing() {
    command -v ldd >/dev/null || return 0
    cut -f2 "$here/libraries" | sort -u |
        while read -r file; do printf '%s\0' "$new/$file"; done |
        LD_LIBRARY_PATH=$new/_internal xargs -0 -r ldd 2>/dev/null |
        sed -n 's/^[[:space:]]*\([^ ]*\) => not found.*/\1/p' | sort -u |
        while read -r library; do
            awk -F '\t' -v library="$library" -v column="$1" \
                '$1 == library {print $column}' "$here/libraries"
        done | sort -u
}

# Prints the line to type that installs what lacks.
line_to_type() {
    if command -v apt-get >/dev/null; then
        set -- "sudo apt-get install" $(missing 3)
    elif command -v pacman >/dev/null; then
        set -- "sudo pacman -S" $(missing 4)
    elif command -v dnf >/dev/null || command -v zypper >/dev/null; then
        command -v dnf >/dev/null && name=dnf || name=zypper
        set -- "sudo $name install" $(missing 1 | sed "s/.*/'&()(64bit)'/")
    else
        set -- "the package manager of this system, for" $(missing 1)
    fi
    echo "$*"
}

read_arguments "$@"
if [ "$remove" ]; then
    [ -x "$place/clothesfinder-uninstall" ] || stop "There is no Clothesfinder in $place."
    exec "$place/clothesfinder-uninstall"
fi
[ -O "$HOME" ] ||
    stop "Start the installer without sudo: it installs for one user, into that user's own folder."
if is_double_clicked && command -v notify-send >/dev/null; then
    notify-send Clothesfinder "Clothesfinder is being installed." 2>/dev/null || true
fi
unpack
switch
clear_away
announce
if [ "$(missing 1)" ]; then
    tell error "Clothesfinder $version is installed, but this system lacks libraries that its window
needs. Get them with: $(line_to_type)"
    exit 2
fi
if is_double_clicked; then
    "$place/clothesfinder" </dev/null >/dev/null 2>&1 &
    exit
fi
tell info "Clothesfinder $version is in the applications menu now. To remove it, run
$place/clothesfinder-uninstall"
