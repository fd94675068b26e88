#!/usr/bin/env bash
# Stands for the PostgreSQL image's entrypoint: the machine's own server on the working folder, with the image's arguments and variables.
set -euo pipefail

bin=$(find /usr/lib/postgresql/*/bin -name postgres -printf '%h\n' 2>/dev/null | sort -V | tail -n 1)
[ -n "$bin" ] || { echo "PostgreSQL is not installed: apt-get install postgresql" >&2; exit 1; }

# PostgreSQL refuses to run as root.
as=()
if [ "$(id -u)" = 0 ]; then
  chown postgres: .
  as=(setpriv --reuid=postgres --regid=postgres --init-groups)
fi
chmod 700 .

if [ ! -f data/PG_VERSION ]; then
  (umask 077 && printf %s "$POSTGRES_PASSWORD" >password)
  [ ${#as[@]} = 0 ] || chown postgres: password
  "${as[@]}" "$bin/initdb" -D data --username="$POSTGRES_USER" --pwfile=password --encoding=UTF8 --locale=C.UTF-8 --auth=scram-sha-256 --data-checksums
  rm password
fi
unset POSTGRES_PASSWORD

# TCP only: a socket's path may have 107 bytes, and a data folder's is as long as it is. If this script is killed, the server shuts down.
"${as[@]}" setpriv --pdeathsig=INT "$bin/postgres" -D data -c "port=$SERVER_PORT" -c listen_addresses=localhost -c unix_socket_directories= \
  -c log_line_prefix= "$@" &
server=$!

# SIGTERM would wait for every client to leave; SIGINT is the fast shutdown, which leaves nothing to recover.
trap 'kill -INT $server' TERM INT
until wait $server; code=$?; ! kill -0 $server 2>/dev/null; do :; done
exit $code
