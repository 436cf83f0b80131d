import {
  list,
  text,
  timeLimit,
  toggle,
  type OptionTable,
  type OptionValue,
} from '@psyrun/scheduler-command';

const plainMemory: OptionValue = {
  expected: 'a size such as 500M or 2G',
  write: (value) => {
    const written = text.write(value);
    return written === undefined ? undefined : `h_vmem=${String(written)}`;
  },
};

/** The resources of a site by name, or as Grid Engine writes them. */
const resources: OptionValue = {
  expected: 'a string such as gpu=1, or an object such as { gpu: 1 }',
  write: (value) => {
    if (typeof value === 'string') return text.write(value);
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
    const written = Object.entries(value).map(([name, amount]) =>
      amount === true ? name : `${name}=${String(text.write(amount))}`,
    );
    return written.length === 0 || written.some((one) => /=undefined$/.test(one))
      ? undefined
      : written.join(',');
  },
};

/** The scheduler arguments that are options of `qsub` of Grid Engine, after its manual. */
export const SGE_OPTIONS = {
  timelimit: {
    flag: '-l',
    value: timeLimit((seconds) => (seconds === Infinity ? 'h_rt=INFINITY' : `h_rt=${seconds}`)),
  },
  memory: { flag: '-l', value: plainMemory },
  resources: { flag: '-l', value: resources },
  queue: { flag: '-q', value: list },
  project: { flag: '-P', value: text },
  account: { flag: '-A', value: text },
  priority: { flag: '-p', value: text },
  reserve: {
    flag: '-R',
    value: { ...toggle, write: (value) => (value === true ? 'y' : undefined) },
  },
  mailType: { flag: '-m', value: text },
  mailUser: { flag: '-M', value: list },
} as const satisfies OptionTable;

/** The arguments that together are the option `-pe`. */
export const SLOT_ARGS = ['nCpus', 'parallelEnvironment'];
