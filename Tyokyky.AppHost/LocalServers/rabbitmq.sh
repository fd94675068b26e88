#!/usr/bin/env bash
# Stands for the RabbitMQ image's entrypoint: the machine's own broker on the working folder, with a node name, ports and variables of its own.
set -euo pipefail

program=/usr/lib/rabbitmq/bin/rabbitmq-server
[ -x $program ] || { echo "RabbitMQ is not installed: apt-get install rabbitmq-server" >&2; exit 1; }

mkdir -p mnesia log home
(
  umask 077
  cat >rabbitmq.conf <<CONF
listeners.tcp.1 = 127.0.0.1:$SERVER_PORT
listeners.tcp.2 = ::1:$SERVER_PORT
default_user = $RABBITMQ_DEFAULT_USER
default_pass = $RABBITMQ_DEFAULT_PASS
loopback_users = none
log.file = false
log.console = true
log.console.level = info
log.console.formatter = plaintext
CONF
)
echo '[].' >enabled_plugins

as=()
if [ "$(id -u)" = 0 ]; then
  chown -R rabbitmq: .
  as=(setpriv --reuid=rabbitmq --regid=rabbitmq --init-groups)
fi

export RABBITMQ_NODENAME="tyokyky-$(pwd | sha256sum | cut -c1-8)@localhost"
export RABBITMQ_MNESIA_BASE="$PWD/mnesia" RABBITMQ_LOG_BASE="$PWD/log" HOME="$PWD/home"
export RABBITMQ_CONFIG_FILE="$PWD/rabbitmq.conf" RABBITMQ_ENABLED_PLUGINS_FILE="$PWD/enabled_plugins" RABBITMQ_CONF_ENV_FILE=/dev/null
# The script then becomes the broker instead of watching over it.
export RUNNING_UNDER_SYSTEMD=true
# Busy waiting of idle schedulers would take the processor from everything else on a small machine.
export RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS='+sbwt none +sbwtdcpu none +sbwtdio none -kernel inet_dist_use_interface {127,0,0,1}'
# Ports of its own for the node's name server and distribution, which nobody else needs to know.
free_port() {
  local port
  while port=$((20000 + RANDOM % 12000)) && (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null; do :; done
  echo "$port"
}
ERL_EPMD_PORT=$(free_port)
RABBITMQ_DIST_PORT=$(free_port)
export ERL_EPMD_ADDRESS=127.0.0.1 ERL_EPMD_PORT RABBITMQ_DIST_PORT
unset RABBITMQ_DEFAULT_PASS

# In the foreground and ours, or the broker would start one that outlives it.
"${as[@]}" setpriv --pdeathsig=KILL epmd &
names=$!
"${as[@]}" setpriv --pdeathsig=TERM $program &
server=$!

trap 'kill -TERM $server' TERM INT
until wait $server; code=$?; ! kill -0 $server 2>/dev/null; do :; done
kill $names 2>/dev/null || true
exit $code
