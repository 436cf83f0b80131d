import type { FailedRecord } from '@psyrun/journal';

/** Failures with the same error but for numbers in its message. */
export interface GroupedFailures {
  readonly name: string;
  /** The message of the first of them. */
  readonly message: string;
  readonly records: readonly FailedRecord[];
}

/**
 * Groups failures by the name and message of their errors, the largest group first. Numbers in
 * messages do not count: they tend to be those of the row.
 */
export function groupFailures(failures: readonly FailedRecord[]): GroupedFailures[] {
  const groups = new Map<string, FailedRecord[]>();
  for (const failure of failures) {
    const { name, message } = failure.error;
    const key = `${name}: ${message.replace(/\d+(\.\d+)?(e[-+]?\d+)?/gi, '#')}`;
    const known = groups.get(key);
    if (known === undefined) groups.set(key, [failure]);
    else known.push(failure);
  }
  return [...groups.values()]
    .map((records) => ({ ...records[0]!.error, records }))
    .map(({ name, message, records }) => ({ name, message, records }))
    .sort((a, b) => b.records.length - a.records.length);
}
