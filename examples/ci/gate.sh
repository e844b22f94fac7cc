#!/bin/sh
# Runs muster as a gate, the same in every CI system. What it judges comes from the environment:
#
#   MUSTER_SPEC       the API definition (needed)
#   MUSTER_BASE_URL   the target (needed)
#   MUSTER_FIXTURES   what the target has, see docs/running.md
#   MUSTER_BASELINE   known failures, see docs/reports.md; used where the file is there
#   MUSTER_OPTIONS    further options of `muster run`, parted by blanks
#   MUSTER_REPORTS    the folder for the reports (default: reports)
#   MUSTER            the program (default: muster)
#
# Credentials, such as MUSTER_TOKEN, are read by muster itself. The arguments are the formats to write.
# Ends with muster's exit code: 1 failed, 3 could not judge.
set -eu

: "${MUSTER_SPEC:?name the API definition}"
: "${MUSTER_BASE_URL:?give the address of the target}"
reports="${MUSTER_REPORTS:-reports}"
muster="${MUSTER:-muster}"
mkdir -p "$reports"

formats="$*"
set -- run "$MUSTER_SPEC" --base-url "$MUSTER_BASE_URL"
if [ -n "${MUSTER_FIXTURES:-}" ]; then set -- "$@" --fixtures "$MUSTER_FIXTURES"; fi
if [ -n "${MUSTER_BASELINE:-}" ]; then
  if [ -e "$MUSTER_BASELINE" ]; then
    set -- "$@" --baseline "$MUSTER_BASELINE" --fail-on new
  else
    # muster reads the variable itself, and a baseline that it is told to read has to be there.
    unset MUSTER_BASELINE
  fi
fi
for format in $formats; do
  case "$format" in
    junit) file=junit.xml ;;
    sarif) file=muster.sarif ;;
    markdown) file=summary.md ;;
    codequality) file=gl-code-quality-report.json ;;
    har) file=exchanges.har ;;
    *) file="$format.txt" ;;
  esac
  set -- "$@" --report "$format=$reports/$file"
done
# Blanks part the options on purpose.
# shellcheck disable=SC2086
exec "$muster" "$@" ${MUSTER_OPTIONS:-}
