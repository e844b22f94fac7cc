#!/usr/bin/env bash
# Runs a definition's cases as an array of N tasks and merges their results. Arguments behind the first two go to
# `muster run`; credentials travel in the environment, as everywhere. Ends as the merge does.
#
#   BASE_URL=https://crm.test.example.com RESULTS=$PWD/results examples/slurm/submit.sh 4 crm.md \
#     --overlay overlay.yaml --fixtures fixtures.yaml --suite gate.yaml
set -euo pipefail
here="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
shards="$1"
export SPEC="$2" BASE_URL RESULTS
shift 2
mkdir -p "$RESULTS"
rm -f "$RESULTS"/shard-*.ndjson

array="$(sbatch --parsable --array="1-$shards" --output="$RESULTS/shard-%a.log" --export=ALL \
  "$here/shards.sbatch" "$@")"
# afterany: a shard that found something has failed, and is merged all the same.
sbatch --wait --dependency="afterany:$array" --output="$RESULTS/merge.log" --export=ALL \
  "$here/merge.sbatch" >/dev/null && code=0 || code=$?
cat "$RESULTS/merge.log"
exit "$code"
