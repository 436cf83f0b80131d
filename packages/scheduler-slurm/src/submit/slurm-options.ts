import { count, list, text, timeLimit, toggle, type OptionTable } from '@psyrun/scheduler-command';

/** Slurm refuses `1h`: it gets minutes, rounded up as it does itself. */
const minutes = timeLimit((seconds) =>
  seconds === Infinity ? 'UNLIMITED' : String(Math.ceil(seconds / 60)),
);

/** The scheduler arguments that are options of `sbatch`, after its manual. */
export const SLURM_OPTIONS = {
  timelimit: { flag: '-t', value: minutes },
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
