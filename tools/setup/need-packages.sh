# The packages of the lockfile, installed again only when it, or a list of packages, has changed.

need_packages() {
  stamp="$ROOT/node_modules/.weir-packages"
  wanted=$(cat pnpm-lock.yaml pnpm-workspace.yaml package.json apps/*/package.json packages/*/package.json | cksum)
  [ "$(cat "$stamp" 2>/dev/null)" = "$wanted" ] && return 0
  say "packages, because the lockfile is new here"
  install_packages || install_packages || {
    tail -n 20 "$ROOT/.tools/packages.log" >&2
    give_up "pnpm could not install the packages. The whole story is in .tools/packages.log."
  }
  printf '%s\n' "$wanted" > "$stamp"
}

# CI=1: never ask a question nobody may be there to answer.
install_packages() { CI=1 pnpm install --frozen-lockfile --reporter=append-only > "$ROOT/.tools/packages.log" 2>&1; }
