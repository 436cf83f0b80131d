import type { ReportMessage } from '../worker/messages.ts';

/**
 * True if a report has a result or an error of each of its rows. A function that changes
 * `Array.prototype`, for example, can spoil the reports of its worker.
 */
export function isComplete({ rows, added, errors, startedAt, durations }: ReportMessage): boolean {
  return (
    [added, errors, startedAt, durations].every(({ length }) => length === rows.length) &&
    rows.every((_, i) => (added[i] === null) !== (errors[i] === null))
  );
}
