import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, jest, test } from '@jest/globals';
import type { ProgramAddress } from '@psyrun/core';
import { WorkerPool, type WorkerPoolOptions } from '../../../src/pool/worker-pool.ts';
import type { RowOutcome } from '../../../src/row/outcome.ts';
import { gone, marked, newMark } from '../../marked-processes.ts';
import { isDone, isFailed } from '../../pool-run.ts';
import { programAddress, runProgram, squares, type RunOptions } from './run-program.ts';

jest.setTimeout(60_000);

let mark = newMark();
afterEach(async () => {
  await gone(mark);
  mark = newMark();
});

const run = (rows: readonly Record<string, unknown>[], options: Partial<RunOptions> = {}) =>
  runProgram(rows, { mark, ...options });

function results(outcomes: readonly RowOutcome[]): unknown[] {
  return outcomes.map((one) => (isDone(one) ? one.row['y'] : isFailed(one) && one.error.message));
}

describe('a program evaluates rows', () => {
  const wanted = squares(500).map(({ x }) => x * x);

  test('by value, one at a time', async () => {
    expect(results(await run(squares(500), { size: 2 }))).toEqual(wanted);
  });

  test('by value, in batches', async () => {
    const evaluator = programAddress({ load: { hello: { batch: 64 } } });
    expect(results(await run(squares(500), { size: 2, evaluator }))).toEqual(wanted);
  });

  test('by index', async () => {
    const evaluator = programAddress({ rows: 'index' });
    expect(results(await run(squares(20), { evaluator }))).toEqual(wanted.slice(0, 20));
  });

  test('with arrays of a million numbers in both directions', async () => {
    const v = Float64Array.from({ length: 1e6 }, (_, i) => i);
    const outcomes = await run([
      { act: 'sum', v },
      { act: 'vector', size: 1e6 },
    ]);
    const [sum, vector] = results(outcomes) as [number, Float64Array];
    expect(sum).toBe(499999500000);
    expect(vector).toHaveLength(1e6);
    expect(vector[999999]).toBe(499999.5);
  });

  test('with a folder for its temporary files, which is removed however it ends', async () => {
    const present = () =>
      readdirSync(tmpdir()).filter((name) => name.startsWith('psyrun-program-'));
    const before = new Set(present());
    const { program } = programAddress();
    const evaluator = programAddress({ program: { ...program, temporaryFolder: true } });
    const place = { act: 'environment', name: 'TMPDIR' };
    for (const last of ['square', 'block', 'exit']) {
      const rows = [place, { act: last, x: 1 }];
      const [folder] = results(await run(rows, { evaluator, timeout: 1000 }));
      expect(folder).toMatch(/psyrun-program-/);
    }
    const missing = programAddress({ program: { argv: ['/nowhere'], temporaryFolder: true } });
    await expect(run(squares(1), { evaluator: missing })).rejects.toThrow('no program');
    const left = () => present().filter((name) => !before.has(name));
    for (let i = 0; left().length > 0 && i < 100; i++) await sleep(50);
    expect(left()).toEqual([]);
  });

  test('with every kind of value as a parameter', async () => {
    const values = [NaN, -0, 2n ** 70n, new Date(5), [1, ['a']], { k: [true, null] }];
    const outcomes = await run(values.map((value) => ({ act: 'echo', value })));
    expect(outcomes.filter(isDone).map(({ row }) => row['value'])).toEqual(values);
  });

  test('with resources of its own, which are part of each row', async () => {
    const evaluator = programAddress({ load: { resources: { model: 7, big: 1 } } });
    const [outcome] = await run(squares(1), { evaluator, exclude: ['big'] });
    expect(outcome!.row).toEqual({ act: 'square', x: 0, y: 0, model: 7 });
  });

  test('after a prologue, with an environment', async () => {
    const { program } = programAddress();
    const evaluator = { program: { ...program, prologue: 'export A=1', env: { B: '2' } } };
    const rows = ['A', 'B', 'PSYRUN_PROTOCOL'].map((name) => ({ act: 'environment', name }));
    expect(results(await run(rows, { evaluator }))).toEqual(['1', '2', '1']);
  });
});

test('a prologue that fails ends the call with its own words', async () => {
  const { program } = programAddress();
  const evaluator = { program: { ...program, prologue: 'no-such-module load python' } };
  await expect(run(squares(1), { evaluator })).rejects.toMatchObject({
    code: 'PSYRUN_EVALUATOR',
    message: expect.stringContaining('with exit code 127 before it said hello') as unknown,
    cause: { stack: expect.stringContaining('no-such-module: command not found') as unknown },
  });
});

test('a program that is not there is named', async () => {
  const evaluator = { program: { argv: ['./nope'] } };
  await expect(run(squares(1), { evaluator })).rejects.toMatchObject({
    code: 'PSYRUN_EVALUATOR',
    message: expect.stringMatching(
      /before it began: there is no program ".\/nope", or its working directory is missing\.$/,
    ) as unknown,
  });
});

describe('a row fails alone', () => {
  const cases: [string, string, RegExp][] = [
    ['throw', 'threw', /^bad 3$/],
    ['exit', 'crashed', /with exit code 3/],
    ['kill', 'crashed', /by signal SIGSEGV/],
    ['block', 'timeout', /longer than 700 ms/],
    ['clash', 'refused', /Key "x" was returned/],
  ];
  test.each(cases)('%s', async (act, reason, message) => {
    const rows = squares(8).map((row) => (row.x === 3 ? { ...row, act } : row));
    const outcomes = await run(rows, { timeout: 700 });
    expect(outcomes.filter(isDone)).toHaveLength(7);
    const [failed] = outcomes.filter(isFailed);
    expect(failed).toMatchObject({ index: 3, error: { reason } });
    expect(failed!.error.message).toMatch(message);
  });

  test('and a timeout shows where it was', async () => {
    const script = `
      trap 'echo "in line 7 of the model" >&2' USR2
      read -r _ <&3; echo '{"kind":"hello","protocol":1}' >&4
      read -r _ <&3; echo '{"kind":"ready"}' >&4
      while :; do :; done`;
    const evaluator = { program: { argv: ['bash', '-c', script] } };
    const [outcome] = await run([{ x: 1 }], { evaluator, timeout: 300 });
    expect(outcome).toMatchObject({
      error: { reason: 'timeout', stack: 'in line 7 of the model\n' },
    });
  });

  test('and a program that could not say where it was is asked again', async () => {
    const script = `
      tell() { if [ "$asked" ]; then echo 'in line 8' >&2; else asked=1; printf 'ignored' >&2; fi; }
      trap tell USR2
      read -r _ <&3; echo '{"kind":"hello","protocol":1}' >&4
      read -r _ <&3; echo '{"kind":"ready"}' >&4
      while :; do :; done`;
    const evaluator = { program: { argv: ['bash', '-c', script] } };
    const [outcome] = await run([{ x: 1 }], { evaluator, timeout: 300 });
    expect(outcome).toMatchObject({ error: { reason: 'timeout', stack: 'in line 8\n' } });
  });
});

test('what a program prints goes to the caller in order, however much it is', async () => {
  let length = 0;
  let printed = '';
  const before = process.memoryUsage().rss;
  let most = before;
  const onOutput = (text: string) => {
    length += text.length;
    printed += text.replaceAll('.', '');
    most = Math.max(most, process.memoryUsage().rss);
  };
  const outcomes = await run([{ act: 'flood', megabytes: 100 }], { onOutput });
  expect(outcomes.filter(isDone)).toHaveLength(1);
  expect(length).toBe(100 * 2 ** 20);
  expect(printed).toBe(Array.from({ length: 100 }, (_, i) => `\n${i}:`).join(''));
  expect((most - before) / 2 ** 20).toBeLessThan(64);
});

test('50 rows of 10^6 doubles need little memory', () => {
  const program = fileURLToPath(new URL('../../fixtures/large-rows.mjs', import.meta.url));
  const args = [program, JSON.stringify(programAddress())];
  const env = { ...process.env, ...mark, NODE_OPTIONS: '' };
  const { stdout, stderr } = spawnSync(process.execPath, args, { env, encoding: 'utf8' });
  const { rows, sum, mebibytes } = JSON.parse(stdout || stderr) as Record<string, number>;
  expect({ rows, sum }).toEqual({ rows: 50, sum: 50 * 499999.5 });
  expect(mebibytes).toBeLessThan(200);
});

test('text in a log message goes to the caller', async () => {
  let text = '';
  await run([{ act: 'log', text: 'half done\n' }], { onOutput: (more) => (text += more) });
  expect(text).toBe('half done\n');
});

describe('nothing is left', () => {
  test('of processes that a row started', async () => {
    expect(results(await run([{ act: 'child' }]))).toEqual([1]);
  });

  test('a process that left the group and holds the pipes delays nobody', async () => {
    const outcomes = await run([{ act: 'hold' }, ...squares(2)]);
    expect(outcomes.filter(isDone)).toHaveLength(3);
    for (const pid of marked(mark)) process.kill(pid, 'SIGKILL');
  });

  test('when the call is aborted', async () => {
    const controller = new AbortController();
    setTimeout(() => controller.abort(), 500);
    const aborted = run([{ act: 'block' }], { signal: controller.signal });
    await expect(aborted).rejects.toMatchObject({ code: 'PSYRUN_ABORTED' });
  });

  test('when psyrun is killed while a row computes', async () => {
    const host = spawn(
      process.execPath,
      [
        ...['--conditions=@psyrun/source', '--import', import.meta.resolve('tsx')],
        new URL('../../fixtures/killed-with-program.ts', import.meta.url).pathname,
        JSON.stringify(programAddress()),
      ],
      { env: { ...process.env, ...mark, NODE_OPTIONS: '' }, stdio: ['ignore', 'pipe', 'inherit'] },
    );
    await once(host.stdout, 'data');
    expect(marked(mark).length).toBeGreaterThan(1);
    host.kill('SIGKILL');
    await gone(mark);
  });
});

describe('what makes no sense is refused', () => {
  const cases: [string, Partial<WorkerPoolOptions>][] = [
    ['threads', { threads: true }],
    ['maxMemory', { maxMemory: 100 }],
    ['node', { node: process.execPath }],
    ['no argv', { evaluator: { program: { argv: [] } } }],
    ['argv of numbers', { evaluator: { program: { argv: [1] } } as never }],
    ['no time to start', { evaluator: { program: { argv: ['a'], startTimeout: 0 } } }],
    ['a text as load', { evaluator: { ...programAddress(), load: 'a' } as never }],
  ];
  test.each(cases)('%s', (_, options) => {
    const evaluator: ProgramAddress = programAddress();
    expect(() => new WorkerPool({ size: 1, evaluator, ...options })).toThrow(
      expect.objectContaining({ code: 'PSYRUN_ARGUMENT' }),
    );
  });

  test('code that has changed since the run began', async () => {
    const evaluator = programAddress({ code: { '/etc/passwd': '00' } });
    await expect(run(squares(1), { evaluator })).rejects.toMatchObject({
      code: 'PSYRUN_EVALUATOR',
      cause: { code: 'PSYRUN_RUN_CHANGED' },
    });
  });
});
