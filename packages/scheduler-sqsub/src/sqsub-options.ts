import { count, text, type OptionTable, type OptionValue } from '@psyrun/scheduler-command';

/** A time in the form that sqsub reads: minutes, or a number with a unit. */
const runTime: OptionValue = {
  expected: 'a time such as 30, 15m, 1h, 2d or 1w',
  write: (value) => (/^[1-9]\d*[mhdw]?$/.test(String(value)) ? String(value) : undefined),
};

/** The scheduler arguments and their `sqsub` options. */
export const SQSUB_OPTIONS = {
  timelimit: { flag: '-r', value: runTime, required: true },
  nCpus: { flag: '-n', value: count },
  nNodes: { flag: '-N', value: count },
  memory: { flag: '--mpp', value: text, required: true },
} as const satisfies OptionTable;
