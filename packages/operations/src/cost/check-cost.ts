import { PsyrunError, type Task } from '@psyrun/core';
import type { PlannedRows } from './planned-rows.ts';

/**
 * Throws `PSYRUN_TOO_COSTLY` if rows are expected to take more than `most` core-hours, or if nobody knows
 * how long they take.
 */
export function checkCost(
  { name }: Pick<Task, 'name'>,
  { rows, cost }: PlannedRows,
  most: number | undefined,
): void {
  if (most === undefined || cost === undefined) return;
  const left = `The ${rows!.toEvaluate} rows of task '${name}' that are left`;
  if ('unknown' in cost) {
    throw new PsyrunError('PSYRUN_TOO_COSTLY', `${left} have an unknown cost. ${cost.unknown}`, {
      hint: 'Evaluate a part of the space first, or leave out --max-cost.',
      fields: { task: name, most },
    });
  }
  const { expected } = cost.coreHours;
  if (expected <= most) return;
  throw new PsyrunError(
    'PSYRUN_TOO_COSTLY',
    `${left} are expected to take ${rounded(expected)} core-hours, more than ${most}.`,
    {
      hint: 'Evaluate fewer rows, or allow more with --max-cost.',
      fields: { task: name, most, expected },
    },
  );
}

function rounded(hours: number): number {
  return hours >= 100 ? Math.round(hours) : Number(hours.toPrecision(2));
}
