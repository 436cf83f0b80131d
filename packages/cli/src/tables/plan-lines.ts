import type { PlanResult } from '@psyrun/operations';
import { costText } from './cost-text.ts';

/** A second. */
const LEAST_HOURS = 1 / 3600;

/**
 * Returns the rows that a run would keep and evaluate, and what they will cost, as lines.
 *
 * @example
 * ```ts
 * const rows = { total: 1000, kept: 600, toEvaluate: 400, orphaned: 0 };
 * const cost = { coreHours: { expected: 2.1, least: 1.9, most: 2.42 } };
 * planLines({ rows, cost });
 * // => ['1,000 rows: 600 kept, 400 to evaluate.', 'They take about 2.1 core-hours (1.9 to 2.4).']
 * ```
 */
export function planLines({ rows, cost }: Pick<PlanResult, 'rows' | 'cost'>): string[] {
  if (rows === undefined) return [];
  const { total, kept, toEvaluate, orphaned } = rows;
  const parts = `${number(total)} rows: ${number(kept)} kept, ${number(toEvaluate)} to evaluate`;
  const others = orphaned > 0 ? `, ${number(orphaned)} orphaned: not in the space any more` : '';
  const lines = [`${parts}${others}.`];
  if (cost === undefined) return lines;
  if ('unknown' in cost) return [...lines, `Their cost is not known: ${cost.unknown}`];
  const { expected, least, most } = cost.coreHours;
  if (most < LEAST_HOURS) return [...lines, 'They take less than a second of one core.'];
  const [middle, from, to] = costText(expected, least, most);
  lines.push(`They take about ${middle} (${from} to ${to}).`);
  if (cost.beyond !== undefined) {
    lines.push(
      `Values of ${cost.beyond.join(', ')} go beyond those of the rows so far: the range may be too small.`,
    );
  }
  return lines;
}

function number(count: number): string {
  return count.toLocaleString('en');
}
