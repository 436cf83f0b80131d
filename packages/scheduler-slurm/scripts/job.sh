#!/bin/sh
# The batch script of a single job. It runs the command in its arguments.
exec "$@"
