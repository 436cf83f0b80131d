#!/bin/sh
# The batch script of an array. It runs the command in its arguments, with the index in place of "%a".
# The first argument is the index in the array of task 0 of this job.
index=$(($1 + SLURM_ARRAY_TASK_ID))
shift
for arg do
  before=
  while [ "${arg#*%a}" != "$arg" ]; do
    before=$before${arg%%\%a*}$index
    arg=${arg#*%a}
  done
  shift
  set -- "$@" "$before$arg"
done
exec "$@"
