#!/bin/sh
# One entry for every command of package.json: puts in place what the command needs, then becomes it.
# What it says goes to stderr, so that a command's own output can be piped.
set -eu
cd "$(dirname "$0")/../.."
ROOT=$(pwd)

say() { printf 'weir: %s\n' "$*" >&2; }
give_up() { say "$*"; exit 1; }

for part in need-node need-packages need-redis need-chromium need-web; do
  . "$ROOT/tools/setup/$part.sh"
done

command=${1:-}
[ $# -gt 0 ] && shift

# exec: the command takes the place of this shell, so Ctrl-C and a kill reach it and its exit code is ours.
case $command in
  demo)  need_node; need_packages; need_redis; need_web; exec node apps/demo/src/main.ts "$@" ;;
  start) need_node; need_packages; need_web; exec node apps/server/src/main.ts serve "$@" ;;
  weir)  [ "${1:-}" = demo ] && { shift; exec sh tools/setup/run.sh demo "$@"; }
         need_node; need_packages; [ "${1:-}" = serve ] && need_web; exec node apps/server/src/main.ts "$@" ;;
  test)  need_node; need_packages; need_redis; need_chromium; exec node tools/setup/test.ts "$@" ;;
  check) need_node; need_packages; exec node tools/setup/test.ts --only-checks "$@" ;;
  unit)  need_node; need_packages; need_redis; exec vitest run "$@" ;;
  soak)  need_node; need_packages; need_redis
         exec env WEIR_SOAK=1 vitest run tools/proofs/races tools/proofs/cuts tools/proofs/lost-history \
           tools/proofs/crash tools/proofs/sabotage "$@" ;;
  e2e)   need_node; need_packages; need_redis; need_chromium; need_web; exec playwright test "$@" ;;
  dev)   need_node; need_packages; exec node tools/setup/dev.ts "$@" ;;
  build) need_node; need_packages; build_web ;;
  pack)  need_node; need_packages; need_web; exec node tools/pack/build-package.ts "$@" ;;
  bench) need_node; need_packages; need_redis; need_chromium; need_web; exec node bench/src/run.ts "$@" ;;
  *)     give_up "usage: npm run demo | start | test | check | test:unit | test:soak | e2e | dev | build | pack | bench | weir -- <command>" ;;
esac
