import {
  list,
  text,
  timeLimit,
  type OptionTable,
  type OptionValue,
} from '@psyrun/scheduler-command';

/** The resources of a site by name, or as PBS writes them. */
const resources: OptionValue = {
  expected: 'a string such as ngpus=1, or an object such as { ngpus: 1 }',
  write: (value) => {
    if (typeof value === 'string') return text.write(value);
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
    const written = Object.entries(value).map(([name, amount]) => [name, text.write(amount)]);
    const isUsable = written.length > 0 && written.every(([, amount]) => amount !== undefined);
    return isUsable ? written.map((pair) => pair.join('=')).join(',') : undefined;
  },
};

/** A size as PBS writes it: `2gb`. */
export const memory: OptionValue = {
  expected: 'a size such as 500M or 2G',
  write: (value) => {
    const [, amount, unit] = /^(\d+)\s*([kmgt])b?$/i.exec(String(value)) ?? [];
    return amount === undefined ? undefined : `${amount}${unit!.toLowerCase()}b`;
  },
};

/** The scheduler arguments that are options of `qsub` of PBS, after its manual. */
export const PBS_OPTIONS = {
  timelimit: { flag: '-l', value: timeLimit((seconds) => `walltime=${clock(seconds)}`) },
  select: { flag: '-l', value: { ...text, write: (value) => selected(text.write(value)) } },
  resources: { flag: '-l', value: resources },
  queue: { flag: '-q', value: text },
  account: { flag: '-A', value: text },
  project: { flag: '-P', value: text },
  priority: { flag: '-p', value: text },
  mailType: { flag: '-m', value: text },
  mailUser: { flag: '-M', value: list },
} as const satisfies OptionTable;

/** The arguments that together are the size of a job. */
export const SIZE_ARGS = ['nCpus', 'nNodes', 'memory'];

function selected(chunks: string | true | undefined): string | undefined {
  return typeof chunks === 'string' ? `select=${chunks}` : undefined;
}

function clock(seconds: number): string {
  // PBS has no word for a job without a limit.
  const limit = seconds === Infinity ? 9999 * 3600 : seconds;
  const digits = (part: number): string => String(part).padStart(2, '0');
  const minutes = Math.floor(limit / 60);
  return `${digits(Math.floor(minutes / 60))}:${digits(minutes % 60)}:${digits(limit % 60)}`;
}
