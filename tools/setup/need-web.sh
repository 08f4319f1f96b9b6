# The built pages, made again only when something they are made of is newer.

need_web() {
  if [ -e "$ROOT/.tools/web-built" ] && [ -e apps/web/dist/index.html ]; then
    newer=$(find apps/web/src apps/web/index.html apps/web/vite.config.ts apps/web/public packages/domain/src \
      packages/api/src pnpm-lock.yaml -newer "$ROOT/.tools/web-built" 2>/dev/null | head -n 1)
    [ -z "$newer" ] && return 0
    say "building the pages again, because $newer changed"
  else
    say "building the pages"
  fi
  build_web
}

build_web() {
  # The moment before the build: what is saved while it runs has to count as newer.
  started="$ROOT/.tools/build-started"
  mkdir -p "$ROOT/.tools"
  touch "$started"
  (cd apps/web && node node_modules/vite/bin/vite.js build --logLevel warn) >&2 || give_up "The pages could not be built. Look at the lines above."
  touch -r "$started" "$ROOT/.tools/web-built"
}
