# Shared by the scripts: where the project is, and how it is built. To be sourced.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

# A crash in a test is a crash: no interactive backtracer.
export SWIFT_BACKTRACE="${SWIFT_BACKTRACE:-enable=no}"

# The walls between the targets: importing what a target does not declare is an error.
build_flags=(--explicit-target-dependency-import-check error)

# The released program: Swift's libraries in it, optimised, and linked for a quick start. Exported symbols would
# keep what nobody calls, and what a start runs stands side by side (script/layout).
release_flags=(
  -c release --static-swift-stdlib -Xswiftc -use-ld=lld
  -Xlinker --no-export-dynamic
  -Xlinker "--symbol-ordering-file=$PWD/script/layout.txt" -Xlinker --no-warn-symbol-ordering
)

say() { printf '\n== %s\n' "$*"; }

# The definition by which starts are measured: one operation without parameters.
startup_definition() {
  cat <<'END'
openapi: 3.0.4
info: {title: startup, version: "1"}
paths:
  /items:
    get:
      responses:
        "200":
          description: ok
          content: {application/json: {schema: {type: object}}}
END
}
