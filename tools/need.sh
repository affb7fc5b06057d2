#!/usr/bin/env bash
# Programs that tests need and that no Python package ships: says what is missing, and installs it where it can.
#
#   tools/need.sh chromium postgresql pdftotext
#
# On Debian and its kin, as root or through sudo, apt fetches them. Elsewhere the last line says what to install.
set -euo pipefail

present() {
	case $1 in
	chromium) command -v chromium || command -v chromium-browser || command -v google-chrome ;;
	postgresql) command -v initdb || ls /usr/lib/postgresql/*/bin/initdb ;;
	*) command -v "$1" ;;
	esac >/dev/null 2>&1
}

package() {
	case $1 in
	pdftotext) echo poppler-utils ;;
	*) echo "$1" ;;
	esac
}

missing=()
for program in "$@"; do
	present "$program" || missing+=("$(package "$program")")
done
[ ${#missing[@]} -eq 0 ] && exit 0

root=()
[ "$(id -u)" -eq 0 ] || root=(sudo --non-interactive)
log=$(mktemp)
trap 'rm -f "$log"' EXIT
if command -v apt-get >/dev/null; then
	echo "Installing ${missing[*]} for the tests" >&2
	# A server that the package would start on its own is not wanted: tests start theirs.
	export DEBIAN_FRONTEND=noninteractive RUNLEVEL=1
	if { "${root[@]}" apt-get update && "${root[@]}" apt-get install --yes --no-install-recommends "${missing[@]}"; } >"$log" 2>&1; then
		exit 0
	fi
	tail -5 "$log" >&2
fi
echo "The tests need ${missing[*]}: install what is missing and run make again" >&2
exit 1
