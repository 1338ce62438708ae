#!/bin/sh
# Makes the one-file installer for any Linux with glibc:
#     sh packaging/linux/make_run.sh [FOLDER [TO]]
#
# The frozen program is taken from FOLDER (dist/clothesfinder), and the installer is written into the
# folder TO (dist). It needs makeself, xz and Python. The same program gives the same file, to the
# byte, where SOURCE_DATE_EPOCH is the same; without it, the moment of the last commit counts.
#
# The program is packed by itself, so that install.sh unpacks it straight to where it is to lie: the
# installer's own files go to /tmp, which may be small.
set -eu
project=$(CDPATH='' cd -- "$(dirname -- "$0")/../.." && pwd)
here=$project/packaging/linux
folder=${1:-$project/dist/clothesfinder}
to=${2:-$project/dist}

stop() {
    printf '%s\n' "$*" >&2
    exit 1
}

[ -x "$folder/clothesfinder" ] || stop "$folder holds no frozen program; make one first."
command -v makeself >/dev/null || stop "makeself is missing: apt-get install makeself"
python=$(command -v "$project/.venv/bin/python" || command -v python3)
moment=${SOURCE_DATE_EPOCH:-$(git -C "$project" log -1 --format=%ct)}
version=$(sed -n 's/^__version__ = "\(.*\)"$/\1/p' "$project/clothesfinder/__init__.py")
mkdir -p "$to"
to=$(CDPATH='' cd -- "$to" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
trap 'exit 1' HUP INT TERM

mkdir "$work/installer"
cp "$here/install.sh" "$here/uninstall.sh" "$work/installer"
chmod 755 "$work/installer/install.sh" "$work/installer/uninstall.sh"
printf '%s\n' "$version" >"$work/installer/version"
"$python" "$here/libraries.py" "$folder" >"$work/installer/libraries"

tar_options="--sort=name --owner=0 --group=0 --numeric-owner --mtime=@$moment --format=gnu"
# shellcheck disable=SC2086  # one word for each option
tar -cf - $tar_options --mode=u+rwX,go+rX,go-w -C "$folder" . |
    xz -6 --threads=2 >"$work/installer/program.tar.xz"

cd "$work" # makeself writes the words of its command into the file
# By sh, as /tmp may not let anything in it be executed.
makeself --nocomp --nox11 --keep-umask --sha256 --nomd5 --quiet --tar-extra "$tar_options" \
    --packaging-date "$(LC_ALL=C date -u -d "@$moment")" \
    installer clothesfinder.run Clothesfinder sh ./install.sh
mv clothesfinder.run "$to/clothesfinder-$version-$(uname -m).run"
printf '%s\n' "$to/clothesfinder-$version-$(uname -m).run"
