import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { linspace, param, python, r, range, WorkerPool, worker } from '../src/index.ts';

const EXAMPLE = fileURLToPath(new URL('../../../examples/epidemic/psy-tasks', import.meta.url));
const BETAS = linspace(0.1, 0.5, 5);
const TRIALS = 20;
let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'psyrun-epidemic-'));
  cpSync(EXAMPLE, folder, { recursive: true });
  execFileSync('cc', ['-O2', '-o', join(folder, 'sir'), join(folder, 'sir.c'), '-lm']);
});
afterAll(() => rmSync(folder, { recursive: true }));

/** The mean attack rate of each beta, and its standard error. */
type Estimates = readonly { readonly mean: number; readonly error: number }[];

async function estimatesOf(evaluator: ReturnType<typeof python>): Promise<Estimates> {
  const address = await evaluator.locate(folder);
  const pool = new WorkerPool({ evaluator: address, size: 1 });
  const rates = new Map<number, number[]>();
  const rows = [...param({ beta: BETAS }).product(param({ trial: range(TRIALS) }))];
  await pool.map(
    rows.map((row, index) => ({ index, row })),
    {
      onOutcome(outcome) {
        if (outcome.kind === 'failed') throw new Error(outcome.error.message);
        const { beta, attackRate } = outcome.row as { beta: number; attackRate: number };
        rates.set(beta, [...(rates.get(beta) ?? []), Number(attackRate)]);
      },
    },
  );
  await pool.close();
  return [...rates].sort(([a], [b]) => a - b).map(([, values]) => estimateOf(values));
}

function estimateOf(values: readonly number[]): Estimates[number] {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const variance =
    values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1);
  return { mean, error: Math.sqrt(variance / values.length) };
}

async function inTypeScript(): Promise<Estimates> {
  const module = (await import(join(EXAMPLE, 'task_sir.ts'))) as {
    default: { execute(row: { beta: number; trial: number }): { attackRate: number } };
  };
  const runs = Array.from({ length: TRIALS }, (_, trial) => trial);
  return Array.from(BETAS, (beta) =>
    estimateOf(runs.map((trial) => module.default.execute({ beta, trial }).attackRate)),
  );
}

test('the model in TypeScript, Python, R and C: the results agree within the noise', async () => {
  const typescript = await inTypeScript();
  // Below the threshold few are infected, and far above it nearly all.
  expect(typescript[0]!.mean).toBeLessThan(0.35);
  expect(typescript[4]!.mean).toBeGreaterThan(0.95);
  const others = {
    python: await estimatesOf(python('./sir.py', 'simulate')),
    r: await estimatesOf(r('./sir.R', 'simulate')),
    c: await estimatesOf(worker(['./sir'])),
  };
  for (const [language, estimates] of Object.entries(others)) {
    expect([language, estimates.length]).toEqual([language, typescript.length]);
    estimates.forEach(({ mean, error }, i) => {
      const noise = Math.hypot(error, typescript[i]!.error);
      expect(Math.abs(mean - typescript[i]!.mean) / noise).toBeLessThan(6);
    });
  }
});
