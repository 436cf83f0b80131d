/**
 * Returns a count with its noun.
 *
 * @example
 * ```ts
 * [counted(1, 'job'), counted(5000, 'row')]; // => ['1 job', '5,000 rows']
 * ```
 */
export function counted(count: number, noun: string): string {
  return `${count.toLocaleString('en')} ${noun}${count === 1 ? '' : 's'}`;
}
