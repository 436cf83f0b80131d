import { afterEach, expect, test } from '@jest/globals';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { r } from '../src/r/r.ts';
import { SpokenWith } from './spoken-with.ts';

const MODEL = fileURLToPath(new URL('./fixtures/model.R', import.meta.url));
const workers: SpokenWith[] = [];

afterEach(() => workers.splice(0).forEach((worker) => worker.kill()));

async function started(name: string, more: object = {}): Promise<SpokenWith> {
  const { program, load } = (await r(MODEL, name).locate('/')) as {
    program: { argv: string[] };
    load: object;
  };
  const worker = new SpokenWith(program.argv);
  workers.push(worker);
  worker.say({ kind: 'load', protocol: 1, ...load, scalars: true, ...more });
  return worker;
}

const tagged = ($: string, v: unknown) => ({ $, v });
const refused = (what: string) =>
  expect.stringMatching(new RegExp(`^Key "y.*${what}.*excludeFromResult`));

test('values cross exactly, or the row fails with key, type and remedy', async () => {
  const table: [string, unknown][] = [
    ['double', 0.5],
    ['whole', { $: 'scalar', dtype: 'float64', v: 2 }],
    ['integer', 2],
    ['na', null],
    ['na_real', null],
    ['nan', tagged('number', 'NaN')],
    ['infinite', tagged('number', '-Infinity')],
    ['text', 'é\n"\u0001'],
    ['true', true],
    ['null', null],
    ['vector', { $: 'float64', at: [0, 16] }],
    ['integers', { $: 'int32', at: [16, 12] }],
    ['missing', [1, null]],
    ['texts', ['a', null]],
    ['matrix', { $: 'ndarray', shape: [2, 3], data: { $: 'int32', at: [28, 24] } }],
    ['factor', 'high'],
    ['date', tagged('date', 86_400_000)],
    ['time', tagged('date', 1500)],
    ['list', [1, 'a']],
    [
      'named',
      tagged('object', [
        ['a', 1],
        ['b', tagged('object', [['c', true]])],
      ]),
    ],
    [
      'complex',
      tagged('object', [
        ['re', 1.5],
        ['im', -2],
      ]),
    ],
    ['function', refused('type function')],
    ['environment', refused('type environment')],
    ['nested', refused('type function')],
  ];
  const worker = await started('value');
  const got: Record<string, unknown> = {};
  let offset = 0;
  for (const [kind] of table) {
    const [told] = await worker.rows([{ kind }]);
    // Each report has its own bytes; the table counts them together.
    const shifted = JSON.parse(JSON.stringify(told!.added?.['y'] ?? null), (key, value: unknown) =>
      key === 'at' ? shiftedBy(offset, value as [number, number]) : value,
    ) as unknown;
    if (kind === 'matrix') {
      expect([...new Int32Array(new Uint8Array(told!.bytes).buffer)]).toEqual([1, 3, 5, 2, 4, 6]);
    }
    offset += told!.bytes.length;
    got[kind] = told!.error?.message ?? shifted;
  }
  expect(got).toEqual(Object.fromEntries(table));
});

test('parameters arrive with the types of R', async () => {
  const worker = await started('types');
  const bytes = Buffer.from(Float64Array.of(1, 2, 3, 4).buffer);
  const row = {
    ...{ n: 1.5, s: 'a', b: true, l: [1, 2], big: tagged('bigint', '9007199254740992') },
    nan: tagged('number', 'NaN'),
    m: { $: 'ndarray', shape: [2, 2], data: { $: 'float64', at: [0, 32] } },
  };
  worker.say({ kind: 'rows', first: 0, procId: 0, exclude: [], rows: [row], payload: 32 }, bytes);
  const report = await worker.next('report');
  const [added] = report['added'] as { of: { v: [string, string][] } }[];
  expect(Object.fromEntries(added!.of.v)).toEqual({
    ...{ n: 'numeric 1.5', s: 'character "a"', b: 'logical TRUE', l: 'numeric c(1, 2)' },
    ...{ big: 'numeric 9007199254740992', nan: 'numeric NaN' },
    m: 'matrix structure(c(1, 3, 2, 4), dim = c(2L, 2L))',
  });
});

test('a row that fails shows the calls with their lines, and the worker lives on', async () => {
  const worker = await started('fail');
  const [told] = await worker.rows([{ x: 3 }]);
  expect(told!.error).toMatchObject({ name: 'Error', message: 'too large: 3', reason: 'threw' });
  expect(told!.error!.stack).toMatch(
    /^Error in inner\(x\) : too large: 3\n {2}inner\(x\) \(\S*model\.R, line 2\)/,
  );
  expect((await worker.rows([{ x: 4 }]))[0]!.error!.message).toBe('too large: 4');
});

test('a bigint that R cannot hold fails its row', async () => {
  const worker = await started('simulate');
  const [told] = await worker.rows([{ x: tagged('bigint', '9007199254740993') }]);
  expect(told!.error).toMatchObject({
    reason: 'refused',
    message: /no integer as large as 9007199254740993/,
  });
});

test('a result that is no named list is refused', async () => {
  const worker = await started('plain');
  const [told] = await worker.rows([{ x: 3 }]);
  expect(told!.error).toMatchObject({ code: 'PSYRUN_RESULT_NOT_OBJECT' });
});

test('setup gets the number of the process, and its resources are arguments', async () => {
  const worker = await started('with_resources', { setup: 'prepare' });
  worker.say({ kind: 'rows', first: 0, procId: 2, exclude: ['secret'], rows: [{ x: 1 }] });
  expect(await worker.next('ready')).toMatchObject({ resources: { offset: { v: 20 } } });
  expect(await worker.next('report')).toMatchObject({
    added: [{ y: { v: 22 } }],
    excluded: ['secret'],
  });
  worker.say({ kind: 'rows', first: 1, procId: 2, exclude: [], rows: [{ x: 1 }] });
  expect(await worker.next('unusable')).toMatchObject({
    error: { code: 'PSYRUN_RESULT_VALUE', message: /Key "secret": a value of the type function/ },
  });
});

test('signals of a cluster pass; SIGUSR2 shows where R is', async () => {
  const worker = await started('where');
  worker.say({ kind: 'rows', first: 0, procId: 0, exclude: [], rows: [{ x: 1 }] });
  await worker.next('ready');
  await sleep(500);
  for (const signal of ['SIGTERM', 'SIGHUP'] as const) process.kill(worker.child.pid!, signal);
  // R ignores the signal while it collects garbage. Thus it is asked again, as psyrun does it.
  while (worker.end === undefined) {
    process.kill(worker.child.pid!, 'SIGUSR2');
    await sleep(1500);
  }
  expect(worker.end).toBe('exit code 0');
  await worker.printed(/^ {2}where\(x = x\)\n/m);
});

test('an interrupt ends no row', async () => {
  const worker = await started('slow');
  worker.say({ kind: 'rows', first: 0, procId: 0, exclude: [], rows: [{ x: 1 }] });
  await worker.next('ready');
  process.kill(worker.child.pid!, 'SIGINT');
  expect(await worker.next('report')).toMatchObject({ errors: [null], added: [{ y: true }] });
});

test('it exits when it is asked to', async () => {
  const worker = await started('simulate');
  expect((await worker.rows([{ x: 3 }]))[0]!.added).toEqual({
    y: { $: 'scalar', dtype: 'float64', v: 9 },
  });
  expect(await worker.dismiss()).toBe('exit code 0');
});

function shiftedBy(offset: number, [start, size]: [number, number]): [number, number] {
  return [start + offset, size];
}
