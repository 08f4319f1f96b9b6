# A Chromium for the tests. Fonts come with Weir.

need_chromium() {
  PLAYWRIGHT_BROWSERS_PATH="$ROOT/.tools/browsers"
  export PLAYWRIGHT_BROWSERS_PATH
  find_chromium && return 0
  if [ "$(id -u)" = 0 ] && grep -qs '^ID=debian' /etc/os-release; then
    say "chromium with apt-get, because the tests drive a real browser"
    apt_install chromium
    find_chromium && return 0
  fi
  say "Chromium into .tools/browsers, because the tests drive a real browser"
  playwright install chromium >&2 && return 0
  give_up "Chromium is needed. Run: $(chromium_line)"
}

# Ubuntu's chromium is a snap that cannot be driven, so its wrapper does not count.
find_chromium() {
  [ -n "${WEIR_CHROMIUM:-}" ] && return 0
  for candidate in chromium google-chrome-stable google-chrome \
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome" "/Applications/Chromium.app/Contents/MacOS/Chromium"; do
    program=$(command -v "$candidate" 2>/dev/null) || continue
    case $(readlink -f "$program" 2>/dev/null) in */snap) continue ;; esac
    WEIR_CHROMIUM=$program
    export WEIR_CHROMIUM
    return 0
  done
  [ -n "$(ls -d "$ROOT"/.tools/browsers/chromium*/INSTALLATION_COMPLETE 2>/dev/null)" ]
}

chromium_line() {
  if [ "$(uname -s)" = Darwin ]; then echo "brew install --cask google-chrome"
  elif grep -qs '^ID=debian' /etc/os-release; then echo "sudo apt-get install -y chromium"
  else echo "sudo npx playwright install-deps chromium"; fi
}
