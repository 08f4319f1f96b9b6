# A redis-server for the demo and the tests. It is started by them, on a port of its own, never as a service.

need_redis() {
  command -v redis-server >/dev/null 2>&1 && return 0
  link_redis && return 0
  [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1 || give_up "redis-server is needed. Run: $(redis_line)"
  # Debian keeps the server's program in redis-tools; the package redis-server adds nothing but a service on port
  # 6379, which nobody asked for.
  say "redis-tools with apt-get, because the demo and the tests start a redis-server of their own"
  apt_install redis-tools
  link_redis || command -v redis-server >/dev/null 2>&1 || give_up "redis-server is needed. Run: $(redis_line)"
}

# One name on PATH for whichever program of the machine can serve.
link_redis() {
  for candidate in valkey-server redis-check-rdb; do
    program=$(command -v "$candidate" 2>/dev/null) || continue
    mkdir -p "$ROOT/.tools/bin"
    ln -sf "$program" "$ROOT/.tools/bin/redis-server"
    "$ROOT/.tools/bin/redis-server" --version 2>/dev/null | grep -q 'v=' && return 0
    rm -f "$ROOT/.tools/bin/redis-server"
  done
  return 1
}

redis_line() {
  if [ "$(uname -s)" = Darwin ]; then echo "brew install redis"
  elif command -v apt-get >/dev/null 2>&1; then echo "sudo apt-get install -y redis-tools"
  elif command -v dnf >/dev/null 2>&1; then echo "sudo dnf install -y valkey"
  elif command -v apk >/dev/null 2>&1; then echo "apk add redis"
  elif command -v pacman >/dev/null 2>&1; then echo "sudo pacman -S --noconfirm valkey"
  else echo "your package manager for redis or valkey (only the redis-server program is used)"; fi
}

apt_install() {
  log="$ROOT/.tools/apt.log"
  mkdir -p "$ROOT/.tools"
  {
    apt-get update -o DPkg::Lock::Timeout=120 &&
      DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends -o DPkg::Lock::Timeout=120 "$@"
  } > "$log" 2>&1 < /dev/null && return 0
  tail -n 5 "$log" >&2
  give_up "apt-get could not install $*. The whole story is in .tools/apt.log."
}
