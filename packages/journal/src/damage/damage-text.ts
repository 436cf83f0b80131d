import type { DamagedPart } from './gap.ts';

/** Most damaged parts that are named. */
const MOST_NAMED = 3;

/**
 * Says which bytes of a journal are damaged, as a sentence.
 *
 * @example
 * ```ts
 * damageText('out/0.journal', [{ from: 200, to: 257 }]);
 * // => 'out/0.journal is damaged: 57 bytes cannot be read (200 to 257) [PSYRUN_JOURNAL_CORRUPT].'
 * ```
 */
export function damageText(file: string, damaged: readonly DamagedPart[]): string {
  const bytes = damaged.reduce((sum, { from, to }) => sum + to - from, 0);
  const named = damaged.slice(0, MOST_NAMED).map(({ from, to }) => `${from} to ${to}`);
  const more = damaged.length > MOST_NAMED ? ', …' : '';
  return `${file} is damaged: ${bytes} bytes cannot be read (${named.join(', ')}${more}) [PSYRUN_JOURNAL_CORRUPT].`;
}
