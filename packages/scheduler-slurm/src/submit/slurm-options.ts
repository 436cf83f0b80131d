import { count, list, text, toggle, type OptionTable } from '@psyrun/scheduler-command';
import { timeLimit } from './time-limit.ts';

/** The scheduler arguments that are options of `sbatch`, after its manual. */
export const SLURM_OPTIONS = {
  timelimit: { flag: '-t', value: timeLimit },
  memory: { flag: '--mem', value: text },
  memoryPerCpu: { flag: '--mem-per-cpu', value: text },
  nCpus: { flag: '-c', value: count },
  nNodes: { flag: '-N', value: text },
  coresPerSocket: { flag: '--cores-per-socket', value: count },
  socketsPerNode: { flag: '--sockets-per-node', value: count },
  partition: { flag: '-p', value: list },
  account: { flag: '-A', value: text },
  qos: { flag: '-q', value: text },
  gres: { flag: '--gres', value: list },
  gpus: { flag: '--gpus', value: text },
  constraint: { flag: '-C', value: text },
  nodelist: { flag: '-w', value: list },
  exclude: { flag: '-x', value: list },
  exclusive: { flag: '--exclusive', value: toggle },
  mailType: { flag: '--mail-type', value: list },
  mailUser: { flag: '--mail-user', value: text },
  reservation: { flag: '--reservation', value: list },
  licenses: { flag: '-L', value: list },
} as const satisfies OptionTable;
