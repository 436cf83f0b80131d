import { afterEach, expect, test } from '@jest/globals';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { float } from '@psyrun/core';
import { WorkerPool, type RowOutcome } from '@psyrun/mapper';
import { command } from '../src/command/command.ts';
import { python } from '../src/python/python.ts';
import { r } from '../src/r/r.ts';
import { gone, marked, newMark } from './marked-processes.ts';

// That of `PATH` may be a script that looks for the interpreter, which takes long.
process.env['PSYRUN_PYTHON'] = '/usr/bin/python3';

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

test('R leaves no temporary folder behind when it is killed', async () => {
  const rows = [{ x: 1 }, { x: 2 }];
  const [first, second] = await outcomes(r('./model.R', 'temporary'), rows, { timeout: 2000 });
  expect(second).toMatchObject({ error: { reason: 'timeout' } });
  const { folder } = first!.row as { folder: string };
  expect(folder).toMatch(/psyrun-program-\w+\/Rtmp\w+$/);
  for (let i = 0; existsSync(dirname(folder)) && i < 100; i++) await sleep(50);
  expect(existsSync(dirname(folder))).toBe(false);
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
  const mark = newMark();
  const program = fileURLToPath(new URL('./fixtures/killed-pool.ts', import.meta.url));
  const options = ['--conditions=@psyrun/source', '--import', 'tsx', program];
  const child = spawn(process.execPath, options, {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, ...mark },
  });
  await once(child.stdout, 'data');
  expect(marked(mark).length).toBeGreaterThan(2);
  child.kill('SIGKILL');
  await gone(mark);
});
