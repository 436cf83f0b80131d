import { fileURLToPath } from 'node:url';
import type { ProgramAddress } from '@psyrun/core';
import type { PoolMapOptions } from '../../../src/pool/pool-call.ts';
import { WorkerPool } from '../../../src/pool/worker-pool.ts';
import type { RowOutcome } from '../../../src/row/outcome.ts';
import { indexed, outcomesOf } from '../../pool-run.ts';

const PROGRAM = fileURLToPath(new URL('../../fixtures/program.mjs', import.meta.url));

/** The address of the program of the fixtures, with other members. */
export function programAddress(more: Partial<ProgramAddress> = {}): ProgramAddress {
  return { program: { argv: [process.execPath, PROGRAM] }, ...more };
}

/** Options of {@link runProgram}. */
export interface RunOptions extends Partial<PoolMapOptions> {
  readonly size?: number;
  readonly evaluator?: ProgramAddress;
  /** Marks the processes. */
  readonly mark: Record<string, string>;
}

/** Evaluates rows with a program. */
export async function runProgram(
  rows: readonly Record<string, unknown>[],
  { size = 1, evaluator = programAddress(), mark, ...options }: RunOptions,
): Promise<RowOutcome[]> {
  const pool = new WorkerPool({ evaluator, size, env: () => mark });
  try {
    return await outcomesOf(pool, indexed(rows), options);
  } finally {
    await pool.close();
  }
}

/** Rows that the program squares. */
export function squares(count: number): { act: string; x: number; [key: string]: unknown }[] {
  return Array.from({ length: count }, (_, x) => ({ act: 'square', x }));
}
