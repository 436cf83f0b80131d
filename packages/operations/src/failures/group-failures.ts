import { errorText, type ErrorDetails } from '@psyrun/core';
import type { FailedRecord } from '@psyrun/journal';

/** The maximum number of characters of a message that are compared. */
const LONGEST_COMPARED = 10_000;

/** Failures with the same error and the same causes, but for numbers in the messages. */
export interface GroupedFailures {
  /** The error of the first of them, without stacks. */
  readonly error: ErrorDetails;
  readonly records: readonly FailedRecord[];
}

/**
 * Groups failures by the names and messages of their errors and of all causes, the largest group
 * first. Numbers in messages do not count: they tend to be those of the row.
 */
export function groupFailures(failures: readonly FailedRecord[]): GroupedFailures[] {
  const groups = new Map<string, FailedRecord[]>();
  for (const failure of failures) {
    const text = errorText(withoutStacks(failure.error), { longest: LONGEST_COMPARED });
    const key = text.replace(/\d+(\.\d+)?(e[-+]?\d+)?/gi, '#');
    const known = groups.get(key);
    if (known === undefined) groups.set(key, [failure]);
    else known.push(failure);
  }
  return [...groups.values()]
    .map((records) => ({ error: withoutStacks(records[0]!.error), records }))
    .sort((a, b) => b.records.length - a.records.length);
}

/** Returns names, messages, codes and causes alone: stacks differ from row to row. */
function withoutStacks({
  name,
  message,
  code,
  cause,
  errors,
  omitted,
}: ErrorDetails): ErrorDetails {
  return {
    name,
    message,
    ...(code !== undefined && { code }),
    ...(cause && { cause: withoutStacks(cause) }),
    ...(errors && { errors: errors.map(withoutStacks) }),
    ...(omitted !== undefined && { omitted }),
  };
}
