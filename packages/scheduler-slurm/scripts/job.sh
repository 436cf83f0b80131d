#!/bin/sh
# The batch script of a single job: it becomes the command that it is called with.
exec "$@"
