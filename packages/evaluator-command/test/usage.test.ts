import { fileURLToPath } from 'node:url';
import { expect, test } from '@jest/globals';
import { WorkerPool, type RowOutcome } from '@psyrun/mapper';
import { command } from '../src/command/command.ts';
import { python } from '../src/python/python.ts';

process.env['PSYRUN_PYTHON'] = '/usr/bin/python3';

const FIXTURES = fileURLToPath(new URL('./fixtures', import.meta.url));
const MIB = 2 ** 20;

async function outcomes(
  evaluator: ReturnType<typeof python>,
  rows: Record<string, unknown>[],
): Promise<RowOutcome[]> {
  const pool = new WorkerPool({ evaluator: await evaluator.locate(FIXTURES), size: 1 });
  const found: RowOutcome[] = [];
  try {
    await pool.map(
      rows.map((row, index) => ({ index, row })),
      { onOutput: () => undefined, onOutcome: (outcome) => (found[outcome.index] = outcome) },
    );
  } finally {
    await pool.close();
  }
  return found;
}

const classOf = (outcome: RowOutcome | undefined) =>
  outcome?.kind === 'failed' ? outcome.error.class : 'done';

test('CPU time and memory of rows in Python are measured', async () => {
  const rows = ['wait', 'compute', 'grow'].map((how) => ({ how }));
  const [wait, compute, grow] = (await outcomes(python('./spend.py', 'spend'), rows)).map(
    ({ usage }) => usage!,
  );
  expect(wait!.cpu).toBeLessThan(200);
  expect(compute!.cpu).toBeGreaterThan(200);
  expect(compute!.memory).toBeLessThan(190 * MIB);
  expect(grow!.memory).toBeGreaterThan(190 * MIB);
  expect(grow!.isShared).toBe(true);
});

test('CPU time and memory of a command are those of its own process', async () => {
  const script =
    'x = bytearray(200_000_000); import time; e = time.process_time() + .4\nwhile time.process_time() < e: pass\nprint(__import__("json").dumps(dict(y=1)))';
  const [one, two] = (
    await outcomes(command(['/usr/bin/python3', '-c', script]), [{ x: 1 }, { x: 2 }])
  ).map(({ usage }) => usage!);
  for (const usage of [one!, two!]) {
    expect(usage.cpu).toBeGreaterThan(200);
    expect(usage.memory).toBeGreaterThan(190 * MIB);
    expect(usage.isShared).toBe(false);
  }
});

test('lack of memory and signals are told from exceptions', async () => {
  const [lack] = await outcomes(python('./spend.py', 'lack'), [{}]);
  const killed = command(['/bin/sh', '-c', 'kill -SEGV $$']);
  const [signal] = await outcomes(killed, [{}]);
  const [exit] = await outcomes(command(['/bin/sh', '-c', 'exit 3']), [{}]);
  expect([lack, signal, exit].map(classOf)).toEqual(['outOfMemory', 'signal', 'exception']);
});
