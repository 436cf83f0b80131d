import { mixingDifferences, type Fingerprint } from './fingerprint.ts';

/**
 * True if rows of another run can be in one result with those of this fingerprint: the code is the same, and
 * the settings that a row depends on. The names of files do not count.
 *
 * @example
 * ```ts
 * const rest = { space: 'abc', settings: {} };
 * const circle = { files: { 'task_circle.ts': 'd1', 'model.ts': 'd2' }, ...rest };
 * isSameCode(circle, { files: { 'task_disk.ts': 'd1', 'model.ts': 'd2' }, ...rest }); // => true
 * isSameCode(circle, { files: { 'task_circle.ts': 'd1' }, ...rest }); // => false
 * ```
 */
export function isSameCode(of: Fingerprint, now: Fingerprint): boolean {
  return mixingDifferences(of, now).length === 0;
}
