import { afterEach, expect, test } from '@jest/globals';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { setTimeout as sleep } from 'node:timers/promises';
import { float } from '@psyrun/core';
import { WorkerPool, type RowOutcome } from '@psyrun/mapper';
import { command } from '../src/command/command.ts';
import { python } from '../src/python/python.ts';

const FIXTURES = fileURLToPath(new URL('./fixtures', import.meta.url));
const pools: WorkerPool[] = [];

afterEach(async () => {
  await Promise.all(pools.splice(0).map((pool) => pool.close()));
});

async function outcomes(
  evaluator: ReturnType<typeof python>,
  rows: object[],
  options: { timeout?: number } = {},
): Promise<RowOutcome[]> {
  const pool = new WorkerPool({ evaluator: await evaluator.locate(FIXTURES), size: 1 });
  pools.push(pool);
  const found: RowOutcome[] = [];
  await pool.map(
    rows.map((row, index) => ({ index, row: row as Record<string, unknown> })),
    {
      ...options,
      onOutput: () => undefined,
      onOutcome: (outcome) => (found[outcome.index] = outcome),
    },
  );
  return found;
}

test('rows that fail in any way leave the others alone', async () => {
  const kinds = ['fine', 'exception', 'os._exit', 'segfault', 'loop', 'background', 'fine'];
  const rows = kinds.map((kind) => ({ kind }));
  const found = await outcomes(python('./failures.py', 'fail'), rows, { timeout: 3000 });
  expect(found.map((one) => (one.kind === 'done' ? one.row['ok'] : one.error.reason))).toEqual([
    ...[true, 'threw', 'crashed', 'crashed', 'timeout', true, true],
  ]);
  // A row that took too long shows where it was.
  expect(found[4]).toMatchObject({
    error: { stack: expect.stringMatching(/failures\.py", line \d+ in hold/) as unknown },
  });
});

test('a row that takes too long shows the line that ran, in Python and in C', async () => {
  const kinds = ['loop', 'sleep', 'deadlock', 'svd', 'fine'];
  const rows = kinds.map((kind) => ({ kind }));
  const found = await outcomes(python('./failures.py', 'fail'), rows, { timeout: 3000 });
  const where = ['hold', '<lambda>', 'deadlock', 'svd'];
  expect(found.map((one) => (one.kind === 'done' ? one.row : one.error))).toEqual([
    ...where.map((name) =>
      expect.objectContaining({
        reason: 'timeout',
        message: expect.stringContaining('longer than 3000 ms') as unknown,
        stack: expect.stringMatching(`failures\\.py", line \\d+ in ${name}`) as unknown,
      }),
    ),
    { kind: 'fine', ok: true },
  ]);
});

test('large arrays cross the pool exactly', async () => {
  const found = await outcomes(python('./large.py', 'large'), [{ n: 1_000_000 }]);
  const [one] = found;
  const { values } = one!.row as { values: Float64Array };
  expect([values.constructor.name, values.length, values[999_999]]).toEqual([
    ...['Float64Array', 1_000_000, 999_999.5],
  ]);
});

test('the floats of a long list stay floats', async () => {
  const [one] = await outcomes(python('./large.py', 'whole'), [{ n: 20 }]);
  const { values } = one!.row as { values: unknown[] };
  expect(values.slice(0, 3)).toEqual([float(0), 0.5, float(1)]);
  expect(values).toHaveLength(20);
});

test('a command in the pool: results, failures, timeouts', async () => {
  const script = 'case $0 in 2) exit 4;; 3) sleep 1000;; *) echo "{\\"y\\": $0}";; esac';
  const rows = [1, 2, 3, 4].map((x) => ({ x }));
  const found = await outcomes(command(['sh', '-c', script, '{x}']), rows, { timeout: 3000 });
  expect(found.map((one) => (one.kind === 'done' ? one.row['y'] : one.error.reason))).toEqual([
    ...[1, 'threw', 'timeout', 4],
  ]);
});

test('psyrun is killed while Python computes and a child of it sleeps: nothing is left', async () => {
  const mark = `psyrun-mark-${process.pid}`;
  const program = fileURLToPath(new URL('./fixtures/killed-pool.ts', import.meta.url));
  const options = ['--conditions=@psyrun/source', '--import', 'tsx', program];
  const child = spawn(process.execPath, options, {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, PSYRUN_TEST_MARK: mark },
  });
  await once(child.stdout, 'data');
  expect(marked(mark).length).toBeGreaterThan(2);
  child.kill('SIGKILL');
  for (let i = 0; marked(mark).length > 0 && i < 200; i++) await sleep(50);
  expect(marked(mark)).toEqual([]);
});

function marked(mark: string): string[] {
  return readdirSync('/proc').filter((pid) => {
    try {
      return /^\d+$/.test(pid) && readFileSync(`/proc/${pid}/environ`, 'utf8').includes(mark);
    } catch {
      return false; // It has ended.
    }
  });
}
