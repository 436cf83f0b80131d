import { PsyrunError } from '@psyrun/core';

/** A job, an array or a job of an array, with the attributes that `qstat -f` prints. */
export interface PbsJob {
  /** `12.server`, `12[].server`, `12[3].server`. */
  readonly id: string;
  readonly attributes: Readonly<Record<string, unknown>>;
  /** The variables that psyrun has given to the job. */
  readonly variables: Readonly<Record<string, string>>;
}

/** The variables with which psyrun recognises a job. */
export const TAG = 'PSYRUN_TAG';
export const INDICES = 'PSYRUN_INDICES';

/**
 * Reads the answer of `qstat -f -F json` of OpenPBS.
 *
 * Throws `PSYRUN_SCHEDULER_NO_ANSWER` for anything else: no job may be taken for ended.
 *
 * @example
 * ```ts
 * readJson('{ "Jobs": { "7.pbs": { "job_state": "Q" } } }')[0]?.id; // => '7.pbs'
 * ```
 */
export function readJson(answer: string): readonly PbsJob[] {
  if (answer.trim() === '') return [];
  let jobs: Readonly<Record<string, Record<string, unknown>>>;
  try {
    jobs = (JSON.parse(answer) as { Jobs?: typeof jobs }).Jobs ?? {};
  } catch (cause) {
    throw new PsyrunError('PSYRUN_SCHEDULER_NO_ANSWER', 'qstat did not print JSON.', {
      hint: 'Unset variables with quotes or line breaks, which old versions print unchanged.',
      fields: { answer },
      cause,
    });
  }
  return Object.entries(jobs).map(([id, attributes]) => {
    const variables = attributes['Variable_List'] ?? {};
    return { id, attributes, variables: variables as Record<string, string> };
  });
}

/**
 * Reads the answer of `qstat -f` of Torque: a line with the id of each job, then lines of attributes. A
 * line that begins with a tab continues the one before.
 *
 * @example
 * ```ts
 * readText('Job Id: 7.host\n    job_state = Q\n')[0]?.attributes; // => { job_state: 'Q' }
 * ```
 */
export function readText(answer: string): readonly PbsJob[] {
  const joined = answer.replace(/\n\t/g, '');
  return joined.split(/^Job Id: /m).flatMap((part) => {
    const [id, ...lines] = part.split('\n');
    if (id === undefined || id.trim() === '' || lines.length === 0) return [];
    const pairs = lines.flatMap((line) => {
      const [, key, value] = /^ +([\w.]+) = (.*)$/.exec(line) ?? [];
      return key === undefined ? [] : [[key, value!] as const];
    });
    const attributes = Object.fromEntries(pairs);
    const variables = variablesIn(attributes['Variable_List'] ?? '');
    return { id: id.trim(), attributes, variables };
  });
}

/** Only psyrun's own variables are read: values of others may hold commas. */
function variablesIn(list: string): Record<string, string> {
  const found = [TAG, INDICES].flatMap((name) => {
    const value = new RegExp(`(?:^|,)${name}=([^,]*)`).exec(list)?.[1];
    return value === undefined ? [] : [[name, value] as const];
  });
  return Object.fromEntries(found);
}
