#!/bin/sh
# A gate for any CI: goes on only where an expression is true of the machine, and tells unknown from no.
# Usage: gate.sh EXPRESSION; PROBE is the program, by default "java -jar probe.jar".
set -u
# shellcheck disable=SC2086
answer=$(${PROBE:-java -jar probe.jar} eval "$1")
status=$?
case $status in
  0) echo "goes on: $1" ;;
  1) echo "does not go on: $1 is $answer" ;;
  3) echo "does not go on: whether $1 cannot be told here" ;;
  *) exit "$status" ;;
esac
exit "$status"
