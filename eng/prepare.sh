# Sourced by ./run and ./test: makes this machine able to build and run the suite, saying what it does.
# Everything it makes lies under .tyokyky/; only Debian packages that are missing are installed outside it.

set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)
cd "$root"

# No build server or compiler may outlive the command that started it.
export MSBUILDDISABLENODEREUSE=1 DOTNET_CLI_USE_MSBUILD_SERVER=0 UseSharedCompilation=false
# Starts are most of what a machine does here: without W^X and tiered PGO one costs a quarter less (ADR 13). A deployment keeps both.
export DOTNET_EnableWriteXorExecute=0 DOTNET_TieredPGO=0
export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1 ASPIRE_CLI_TELEMETRY_OPTOUT=true

say() { printf '[%3ds] %s\n' "$SECONDS" "$*"; }

# Shows what a command says only if it fails.
quietly() {
  local output
  output=$("$@" 2>&1) || die "$output"
}

die() {
  printf '\n%s\n' "$*" >&2
  exit 1
}

# The folder of this checkout's data. PostgreSQL refuses to run as root and must be able to enter it, so root's is not in a home.
data_folder() {
  local base=/var/lib
  [ "$(id -u)" = 0 ] || base=${XDG_STATE_HOME:-$HOME/.local/state}
  echo "$base/tyokyky/$(printf %s "$root" | sha256sum | cut -c1-8)"
}

# own FOLDER: makes this process the one that runs on the data FOLDER, and ends what a killed predecessor left.
# Every process started from here inherits TYOKYKY_OWNER, so leftovers are found whoever started them.
own() {
  local folder=$1 pid started leftovers
  (umask 022 && mkdir -p "$folder") 2>/dev/null && [ -w "$folder" ] || die "The data folder $folder can't be written; set TYOKYKY_DATA to another."
  [ -n "$(ls -A "$folder")" ] || touch "$folder/.tyokyky-data"
  if [ -f "$folder/owner" ] && read -r pid started <"$folder/owner" && [ "$(start_time "$pid")" = "$started" ]; then
    die "Already running on $folder (process $pid). Stop it first, or set TYOKYKY_DATA to another folder and choose other ports (--port-base)."
  fi
  leftovers=$(owned_by "$folder")
  if [ -n "$leftovers" ]; then
    say "Ending what an earlier run left: $(ps -o comm= -p "${leftovers// /,}" | sort | uniq -c | awk '{ printf "%s%s×%s", sep, $2, $1; sep = ", " }')"
    end_processes "$folder"
  fi
  echo "$$ $(start_time $$)" >"$folder/owner"
  export TYOKYKY_DATA=$folder TYOKYKY_OWNER=$folder
}

# Empties the owned data folder, and no folder that was something else's.
empty_data() {
  [ -f "$TYOKYKY_DATA/.tyokyky-data" ] || die "$TYOKYKY_DATA is not a data folder of this suite; nothing was removed."
  say "Emptying $TYOKYKY_DATA"
  find "$TYOKYKY_DATA" -mindepth 1 ! -path "$TYOKYKY_DATA/.tyokyky-data" ! -path "$TYOKYKY_DATA/owner" -delete
  # Where containers run, databases and queues are in volumes of these names (Place.cs).
  local runtime volumes
  volumes=tyokyky-$(printf %s "$TYOKYKY_DATA" | sha256sum | cut -c1-8)
  if runtime=$(container_runtime); then
    "$runtime" volume rm --force "$volumes-postgres" "$volumes-rabbitmq" >/dev/null
  fi
}

# Nothing for a process that has ended, even if nobody has taken note of its end yet.
start_time() { sed -n 's/^.*) \([^Z]\)/\1/p' "/proc/$1/stat" 2>/dev/null | cut -d' ' -f20; }

# Processes that carry the folder's mark, but for this shell, who called it, and what it starts in order to look.
owned_by() (
  folder=$1
  unset TYOKYKY_OWNER
  grep -lzxF "TYOKYKY_OWNER=$folder" /proc/[0-9]*/environ 2>/dev/null | cut -d/ -f3 | grep -vxF -e $$ -e $PPID | tr '\n' ' ' | sed 's/ $//' || true
)

end_processes() {
  local wait pids
  # shellcheck disable=SC2046 # process ids, one word each
  kill $(owned_by "$1") 2>/dev/null || true
  for wait in {1..50}; do
    [ -n "$(owned_by "$1")" ] || return 0
    sleep 0.2
  done
  pids=$(owned_by "$1")
  # shellcheck disable=SC2086
  [ -z "$pids" ] || kill -9 $pids 2>/dev/null || true
}

require_tools() {
  local sdk
  command -v dotnet >/dev/null || die "The .NET 10 SDK is missing: https://dotnet.microsoft.com/download/dotnet/10.0"
  sdk=$(dotnet --version 2>/dev/null) || die "The .NET 10 SDK is missing (global.json asks for 10.0.100 or a later 10.0 feature band); installed: $(dotnet --list-sdks | cut -d' ' -f1 | tr '\n' ' ')"
  command -v node >/dev/null && command -v npm >/dev/null || die "Node.js 20 or later with npm is missing (Debian: apt-get install nodejs npm)."
  say "Tools: .NET SDK $sdk, Node.js $(node --version)"
}

container_runtime() {
  local runtime
  for runtime in docker podman; do
    if command -v "$runtime" >/dev/null && timeout 10 "$runtime" info >/dev/null 2>&1; then
      echo "$runtime"
      return
    fi
  done
  return 1
}

# install_programs NAME…: Debian packages for the programs that are missing.
install_programs() {
  local program missing=()
  for program in "$@"; do
    case $program in
      postgresql) [ -n "$(postgres_bin)" ] || missing+=("$program") ;;
      rabbitmq-server) [ -x /usr/lib/rabbitmq/bin/rabbitmq-server ] || missing+=("$program") ;;
      *) command -v "$program" >/dev/null || missing+=("$program") ;;
    esac
  done
  [ ${#missing[@]} -gt 0 ] || return 0

  local command="apt-get install --no-install-recommends ${missing[*]}" as_root=()
  if [ "$(id -u)" != 0 ]; then
    as_root=(sudo)
    [ -t 0 ] || as_root=(sudo -n)
    command -v sudo >/dev/null && { [ -t 0 ] || sudo -n true 2>/dev/null; } \
      || die "Missing on this machine: ${missing[*]}. This user may not install them. As root: $command"
  fi
  command -v apt-get >/dev/null || die "Missing on this machine: ${missing[*]}, and it has no apt-get. Install them and start again."

  say "Installing Debian packages: ${missing[*]}"
  local log=.tyokyky/apt.log
  mkdir -p .tyokyky
  "${as_root[@]}" bash -s -- "${missing[@]}" <<'ROOT' 2>&1 | tee "$log" | sed -un 's/^Setting up \([^ ]*\) .*/         \1/p' || die "Installing failed: $(tail -n 15 "$log")"
set -euo pipefail
export DEBIAN_FRONTEND=noninteractive
# Debian starts a service as soon as it is installed; the suite runs its own instances, so nothing is started.
if [ ! -e /usr/sbin/policy-rc.d ]; then
  printf '#!/bin/sh\nexit 101\n' >/usr/sbin/policy-rc.d
  chmod +x /usr/sbin/policy-rc.d
  trap 'rm -f /usr/sbin/policy-rc.d' EXIT
fi
apt-get -o DPkg::Lock::Timeout=300 -q update
apt-get -o DPkg::Lock::Timeout=300 -qy install --no-install-recommends "$@"
if [ -d /run/systemd/system ]; then
  for service in postgresql rabbitmq-server; do
    case " $* " in *" $service "*) systemctl disable --now "$service" ;; esac
  done
fi
ROOT
}

# The newest PostgreSQL's programs.
postgres_bin() { find /usr/lib/postgresql/*/bin -name postgres -printf '%h\n' 2>/dev/null | sort -V | tail -n 1; }

# Programs of other makers that talk to the suite: buf and the Node clients.
install_clients() {
  local stamp=tests/clients/node_modules/.lock-hash lock
  lock=$(sha256sum <tests/clients/package-lock.json)
  if [ -f "$stamp" ] && [ "$(cat "$stamp")" = "$lock" ]; then
    return
  fi
  say "Node clients and buf: npm ci"
  quietly npm ci --prefix tests/clients --no-audit --no-fund --loglevel=error
  echo "$lock" >"$stamp"
}

# build PROJECT FOLDER…: builds when anything in the folders, or what every build reads, has changed since the last time.
build() {
  local project=$1 stamp sources
  shift
  stamp=.tyokyky/artifacts/.built-$(basename "$project")
  sources=$({ find "$@" eng ./*.props global.json .editorconfig \( -name node_modules -o -path shared/Contracts/vendor \) -prune -o -type f -printf '%p %s %T@\n' 2>/dev/null || true; } | sort | sha256sum)
  if [ -f "$stamp" ] && [ "$(cat "$stamp")" = "$sources" ]; then
    say "Build: up to date"
    return
  fi
  say "Building $project"
  rm -f "$stamp"
  mkdir -p .tyokyky/artifacts
  dotnet build "$project" -c Release -v minimal -tl:off -nologo | sed -u 's/^\( *[^ ]*\) -> .*/       \1/; /^Build \(succeeded\|FAILED\)/,$d; /^ *[0-9]* of [0-9]* projects are\|^ *Determining\|^ *All projects\|^ *Included proto\|^ *Updated proto\|^ *Restored\|^$/d' || die "The build failed."
  echo "$sources" >"$stamp"
}
