# Sourced by ./run and ./test: makes this machine able to build and run the suite, saying what it does.
# Everything it makes lies under .tyokyky/; only Debian packages that are missing are installed outside it.

set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd -P)
cd "$root"

# No build server or compiler may outlive the command that started it.
export MSBUILDDISABLENODEREUSE=1 DOTNET_CLI_USE_MSBUILD_SERVER=0 UseSharedCompilation=false
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
  # Real Aspire keeps databases and queues in volumes of these names (AppHost.cs).
  [ $world = closed ] || "$(container_runtime)" volume rm --force tyokyky-postgres tyokyky-rabbitmq >/dev/null
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

# Open world: real Aspire on a container runtime. Closed world: stand-ins on this machine's own programs (docs/adr/0002).
choose_world() {
  local runtime why
  mkdir -p .tyokyky/worlds/{open,closed}/feed .tyokyky/worlds/{open,closed}/packages
  world=closed
  if ! runtime=$(container_runtime); then
    why="no container runtime answers"
  elif ! feed_has_aspire; then
    why="$runtime answers, but the package feed lacks Aspire.Hosting $aspire_version"
  else
    world=open
    why="$runtime answers and the package feed has Aspire.Hosting $aspire_version"
  fi
  ln -sfn "worlds/$world" .tyokyky/world
  say "World: $world ($why)"
}

aspire_version=$(sed -n 's/.*Include="Aspire.Hosting" Version="\([^"]*\)".*/\1/p' Directory.Packages.props)

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

# Asks the machine's own package sources, with the open world's empty folder feed beside them; a yes is remembered.
feed_has_aspire() {
  local probe=.tyokyky/worlds/open/probe
  [ ! -f "$probe/found-$aspire_version" ] || return 0
  mkdir -p "$probe"
  ln -sfn worlds/open .tyokyky/world
  echo '<Project />' | tee "$probe/Directory.Build.props" "$probe/Directory.Build.targets" >"$probe/Directory.Packages.props"
  cat >"$probe/probe.csproj" <<XML
<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup>
  <ItemGroup><PackageDownload Include="Aspire.Hosting" Version="[$aspire_version]" /></ItemGroup>
</Project>
XML
  dotnet restore "$probe/probe.csproj" >/dev/null 2>&1 && touch "$probe/found-$aspire_version"
}

# What the closed feed lacks: genuine assemblies repacked from Microsoft's Aspire CLI on npm, and our stand-ins for Aspire.*.
prepare_feed() {
  [ "$world" = closed ] || return 0
  fetch_aspire
  local feed=.tyokyky/world/feed stamp sources
  stamp=$feed/.sources
  sources=$(find shared/OfflineFeed Directory.Packages.props -type f ! -name '*.sh' ! -name '*.md' -print0 | sort -z | xargs -0 sha256sum | sha256sum)
  if [ -f "$stamp" ] && [ "$(cat "$stamp")" = "$sources" ]; then
    say "Offline feed: up to date"
    return
  fi

  say "Offline feed: repacking the genuine packages"
  rm -f "$stamp"
  rm -rf .tyokyky/world/artifacts "$feed"/*.nupkg
  quietly dotnet build shared/OfflineFeed/OfflineFeed.csproj -c Release -v quiet -nologo
  dotnet .tyokyky/world/artifacts/bin/OfflineFeed/release/OfflineFeed.dll .tyokyky/aspire/managed/aspire-managed "$feed" >/dev/null
  forget_packages "$feed" # versions stay the same, so NuGet would keep what it unpacked before
  say "Offline feed: packing the stand-ins"
  quietly dotnet pack shared/OfflineFeed/StandIns/StandIns.slnx -c Release -v quiet -nologo -o "$feed"
  forget_packages "$feed"
  echo "$sources" >"$stamp"
}

forget_packages() {
  local file name
  for file in "$1"/*.nupkg; do
    name=$(basename "$file" .nupkg)
    rm -rf ".tyokyky/world/packages/$(sed -E 's/\.[0-9]+\.[0-9]+\.[0-9]+.*$//' <<<"${name,,}")"
  done
}

# The Aspire CLI unpacks its payload (the dashboard among it) into its user's home, so it gets one of its own.
fetch_aspire() {
  local target=.tyokyky/aspire work=.tyokyky/aspire.work machine=x64 home
  if [ -x "$target/managed/aspire-managed" ] && [ "$(cat "$target/version" 2>/dev/null || echo "$aspire_version")" = "$aspire_version" ]; then
    return
  fi
  [ "$(uname -m)" != aarch64 ] || machine=arm64
  say "Aspire CLI $aspire_version: downloading from npm (130 MB)"
  rm -rf "$work" "$target"
  mkdir -p "$work/home"
  (cd "$work" && npm pack --silent "@microsoft/aspire-cli-linux-$machine@$aspire_version" >/dev/null && tar -xzf ./*.tgz)
  home=$root/$work/home
  HOME=$home "$work/package/bin/aspire" doctor --nologo >"$work/doctor.log" 2>&1 || true # its verdict on this machine does not matter
  set -- "$home"/.aspire/versions/*/
  [ -x "$1/managed/aspire-managed" ] || die "The Aspire CLI did not unpack its payload: $(tail -n 5 "$work/doctor.log")"
  mkdir -p "$target"
  mv "$1/managed" "$1/dcp" "$target/"
  echo "$aspire_version" >"$target/version"
  rm -rf "$work"
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
  stamp=.tyokyky/world/artifacts/.built-$(basename "$project")
  sources=$({ find "$@" eng ./*.props global.json nuget.config .editorconfig .tyokyky/world/feed/.sources \
    -name node_modules -prune -o -type f -printf '%p %s %T@\n' 2>/dev/null || true; } | sort | sha256sum)
  if [ -f "$stamp" ] && [ "$(cat "$stamp")" = "$sources" ]; then
    say "Build: up to date"
    return
  fi
  say "Building $project"
  rm -f "$stamp"
  dotnet build "$project" -c Release -v minimal -tl:off -nologo | sed -u 's/^\( *[^ ]*\) -> .*/       \1/; /^Build \(succeeded\|FAILED\)/,$d; /^ *[0-9]* of [0-9]* projects are\|^ *Determining\|^ *Restored\|^$/d' || die "The build failed."
  echo "$sources" >"$stamp"
}
