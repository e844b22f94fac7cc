#!/usr/bin/env bash
# Runs the shards, waits until all have ended, however, merges them, and ends as the merge does.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

kubectl delete job muster-shards muster-merge --ignore-not-found
kubectl apply -f sharded-job.yaml
# A shard that found something has failed: both ends are ends.
kubectl wait --for=condition=Complete --timeout=3600s job/muster-shards &
complete=$!
kubectl wait --for=condition=Failed --timeout=3600s job/muster-shards &
failed=$!
wait -n "$complete" "$failed" || true
kill "$complete" "$failed" 2>/dev/null || true

kubectl apply -f merge-job.yaml
if kubectl wait --for=condition=Complete --timeout=900s job/muster-merge; then
  kubectl logs job/muster-merge
else
  kubectl logs job/muster-merge
  exit 1
fi
