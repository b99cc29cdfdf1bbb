# Runs a command that must not outlive the process holding the other end of this script's standard input:
# when that pipe closes, for whatever reason, the command gets SIGNAL and, GRACE seconds later, KILL.
# usage: sh -c "$(cat leash.sh)" leash SIGNAL GRACE command...
signal=$1 grace=$2
shift 2
exec 3<&0
"$@" </dev/null 3<&- &
child=$!
# Whoever signals the whole group (a terminal, a supervisor) must not take the guard before the guarded.
trap '' INT TERM HUP
{
    while read -r line <&3; do :; done
    kill -s "$signal" "$child"
    waited=0
    while [ "$waited" -lt "$grace" ] && kill -0 "$child"; do
        sleep 1
        waited=$((waited + 1))
    done
    kill -s KILL "$child"
} >/dev/null 2>&1 &
keeper=$!
exec 3<&-
wait "$child"
code=$?
kill -s KILL "$keeper" 2>/dev/null
exit "$code"
