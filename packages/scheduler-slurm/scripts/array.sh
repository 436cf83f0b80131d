#!/bin/sh
# The batch script of an array: it becomes the command that it is called with, in which "%a" is
# replaced by the index. The first argument is the index that task 0 of this job has.
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
