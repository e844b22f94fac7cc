# Shared by the scripts: where the project is, and how it is built. To be sourced.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

# A crash in a test is a crash: no interactive backtracer.
export SWIFT_BACKTRACE="${SWIFT_BACKTRACE:-enable=no}"

# The walls between the targets: importing what a target does not declare is an error.
build_flags=(--explicit-target-dependency-import-check error)

say() { printf '\n== %s\n' "$*"; }
