import { hostname } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, jest, test } from '@jest/globals';
import { functionAddress } from '../../src/pool/function-address.ts';
import { WorkerPool } from '../../src/pool/worker-pool.ts';
import { FUNCTIONS, indexed, isFailed, isRunning, outcomesOf, withPool } from '../pool-run.ts';

jest.setTimeout(20_000);

const numbers = (count: number) => indexed(Array.from({ length: count }, (_, x) => ({ x })));
const pidsOf = (outcomes: readonly { row: object }[]) =>
  [...new Set(outcomes.map(({ row }) => (row as { pid: number }).pid))].sort();

describe.each([
  ['processes', false],
  ['threads', true],
])('%s', (_, threads) => {
  test('reports every row once, with its parameters, results and times', async () => {
    const before = Date.now();
    const outcomes = await withPool('square', { threads, size: 2 }, (pool) =>
      outcomesOf(pool, numbers(3000)),
    );
    expect(outcomes).toHaveLength(3000);
    outcomes.forEach((outcome, x) => {
      expect(outcome).toMatchObject({ kind: 'done', index: x, row: { x, y: x * x } });
      expect(outcome.startedAt).toBeGreaterThanOrEqual(before);
      expect(outcome.duration).toBeGreaterThanOrEqual(0);
    });
  });

  test('sends values without loss in both directions', async () => {
    const value = {
      nan: NaN,
      minusZero: -0,
      none: undefined,
      big: 2n ** 70n,
      date: new Date(5),
      map: new Map([[1, new Set(['a'])]]),
      typed: Float32Array.of(1, NaN),
      bytes: Uint8Array.of(7),
      grid: { shape: [1, 2], data: Int16Array.of(3, 4) },
      nested: [[-0, null]],
    };
    const [outcome] = await withPool('echo', { threads }, (pool) =>
      outcomesOf(pool, indexed([{ value }])),
    );
    expect(outcome!.row).toStrictEqual({ value, echo: value });
  });
});

test('the pool ignores messages that a function sends through the channel of its process', async () => {
  const [outcome] = await withPool('sendNonsense', {}, (pool) => outcomesOf(pool, numbers(1)));
  expect(outcome).toMatchObject({ kind: 'done', row: { x: 0, canSend: false } });
});

test('an invalid result fails its row, and the error names row, key and value', async () => {
  const bad = ['none', 'list', 'clash', 'function', 'instance'];
  const outcomes = await withPool('badResult', {}, (pool) =>
    outcomesOf(pool, indexed(bad.map((kind) => ({ kind })))),
  );
  const errors = outcomes.filter(isFailed).map(({ error }) => error);
  expect(errors.map(({ code, reason }) => [code, reason])).toEqual([
    ['PSYRUN_RESULT_NOT_OBJECT', 'refused'],
    ['PSYRUN_RESULT_NOT_OBJECT', 'refused'],
    ['PSYRUN_RESULT_KEY_CLASH', 'refused'],
    ['PSYRUN_RESULT_VALUE', 'refused'],
    ['PSYRUN_RESULT_VALUE', 'refused'],
  ]);
  expect(errors[0]!.message).toContain('undefined for row 0');
  expect(errors[2]!.message).toMatch(/"kind".*'other'.*row 2/);
  expect(errors[4]!.message).toContain('"deep[0].model"');
});

test('a parameter that cannot be sent fails its row', async () => {
  const rows = indexed([{ x: 1 }, { x: () => 1 }, { x: 2 }]);
  const outcomes = await withPool('square', {}, (pool) => outcomesOf(pool, rows));
  expect(outcomes.map(({ kind }) => kind)).toEqual(['done', 'failed', 'done']);
  expect(outcomes.filter(isFailed)[0]!.error).toMatchObject({ code: 'PSYRUN_RESULT_VALUE' });
});

test('records the name, message, code, stack and host of a thrown error', async () => {
  const rows = indexed([{ act: 'throw', x: 7 }, { act: 'throw text' }]);
  const outcomes = await withPool('act', {}, (pool) => outcomesOf(pool, rows));
  const [error, text] = outcomes.filter(isFailed).map((outcome) => outcome.error);
  expect(error).toMatchObject({ name: 'RangeError', message: 'bad 7', code: 'E_BAD' });
  expect(error).toMatchObject({ reason: 'threw', host: hostname() });
  expect(error!.stack).toContain('rows.js');
  expect(text).toMatchObject({ message: "'just text'", reason: 'threw' });
});

test('takes rows only when workers need them', async () => {
  let taken = 0;
  function* endless() {
    for (let index = 0; ; index++, taken++) yield { index, row: { ms: 20 } };
  }
  const stop = new AbortController();
  const mapped = withPool('pause', {}, (pool) =>
    outcomesOf(pool, endless(), {
      signal: stop.signal,
      onOutcome: ({ index }) => index > 10 && stop.abort('enough'),
    }),
  );
  await expect(mapped).rejects.toMatchObject({ code: 'PSYRUN_ABORTED', cause: 'enough' });
  expect(taken).toBeLessThan(40);
});

test('B19: workers stay alive between calls; setup runs again when the process number changes', async () => {
  const evaluator = { module: FUNCTIONS.href, export: 'countingEvaluator', options: { start: 10 } };
  const pool = new WorkerPool({ evaluator, size: 1 });
  const setUps = async (procId: number) =>
    (await outcomesOf(pool, numbers(2), { procId })).map(({ row }) => row);
  expect(await setUps(4)).toEqual([
    { x: 0, list: [1, 2, 3], procId: 4, setUps: 11, loads: 1 },
    { x: 1, list: [1, 2, 3], procId: 4, setUps: 11, loads: 1 },
  ]);
  expect((await setUps(4))[1]).toMatchObject({ setUps: 11, loads: 1 });
  expect((await setUps(5))[1]).toMatchObject({ setUps: 12, loads: 1, procId: 5 });
  await pool.close();
});

test('removes excluded keys of parameters, setup and results, and warns about keys that do not occur', async () => {
  const evaluator = { module: FUNCTIONS.href, export: 'countingEvaluator', options: { start: 0 } };
  const pool = new WorkerPool({ evaluator, size: 1 });
  const warnings: unknown[] = [];
  const outcomes = await outcomesOf(pool, indexed([{ x: 1, z: 2 }]), {
    exclude: ['z', 'list', 'loads', 'lost'],
    onWarning: ({ code, fields }) => warnings.push([code, fields]),
  });
  expect(outcomes[0]!.row).toEqual({ x: 1, procId: 0, setUps: 1 });
  expect(warnings).toEqual([['PSYRUN_WARN_INEFFECTIVE_EXCLUDE', { key: 'lost' }]]);
  await pool.close();
});

test('calls at the same time share the workers', async () => {
  await withPool('burn', { size: 2 }, async (pool) => {
    const order: string[] = [];
    const call = (name: string) =>
      outcomesOf(pool, indexed(new Array(8).fill({ ms: 30 })), {
        onOutcome: () => order.push(name),
      });
    await Promise.all([call('a'), call('b')]);
    expect(order.slice(0, 8).filter((name) => name === 'b').length).toBeGreaterThan(1);
    expect(order).toHaveLength(16);
  });
});

test('long rows do not wait behind each other in one worker', async () => {
  const rows = indexed(Array.from({ length: 710 }, (_, x) => ({ ms: x < 700 ? 0 : 150 })));
  const outcomes = await withPool('burn', { size: 2 }, (pool) => outcomesOf(pool, rows));
  const workers = outcomes.slice(-10).map(({ row }) => (row as { pid: number }).pid);
  const [one, other] = pidsOf(outcomes).map((pid) => workers.filter((own) => own === pid).length);
  expect(Math.min(one!, other!)).toBeGreaterThan(0);
});

test('a call uses at most `width` workers, and the pool at most `size`', async () => {
  await withPool('pause', { size: 3 }, async (pool) => {
    const rows = indexed(new Array(12).fill({ ms: 60 }));
    const pids = async (width: number) => pidsOf(await outcomesOf(pool, rows, { width }));
    expect(await pids(1)).toHaveLength(1);
    expect(await pids(2)).toHaveLength(2);
    expect(await pids(9)).toHaveLength(3);
  });
});

test('one worker waits for many rows at the same time', async () => {
  await withPool('most', { size: 1 }, async (pool) => {
    const rows = indexed(new Array(30).fill({ ms: 20 }));
    const most = async (concurrency: number) =>
      Math.max(
        ...(await outcomesOf(pool, rows, { concurrency })).map(
          ({ row }) => (row as { together: number }).together,
        ),
      );
    expect(await most(1)).toBe(1);
    expect(await most(10)).toBe(10);
  });
});

test('reports a row while other rows of its worker still wait', async () => {
  const stop = new AbortController();
  const mapped = withPool('pause', {}, (pool) =>
    outcomesOf(pool, indexed([{ ms: 1e6 }, { ms: 0 }]), {
      concurrency: 2,
      signal: stop.signal,
      onOutcome: ({ index }) => stop.abort(index),
    }),
  );
  await expect(mapped).rejects.toMatchObject({ code: 'PSYRUN_ABORTED', cause: 1 });
});

test('the output of a row goes to the call of the row', async () => {
  await withPool('say', { size: 2 }, async (pool) => {
    const said = async (word: string) => {
      let text = '';
      const rows = indexed(new Array(20).fill({ word }));
      await outcomesOf(pool, rows, { onOutput: (more) => (text += more) });
      return text;
    };
    expect(await Promise.all([said('one'), said('two')])).toEqual([
      expect.stringMatching(/^(one (out|err)\n){40}$/),
      expect.stringMatching(/^(two (out|err)\n){40}$/),
    ]);
  });
});

test('each worker has its own environment', async () => {
  const env = (slot: number) => ({ CUDA_VISIBLE_DEVICES: `gpu${slot}` });
  const outcomes = await withPool('device', { env, size: 2 }, (pool) =>
    outcomesOf(pool, indexed(new Array(6).fill({ ms: 60 }))),
  );
  const devices = new Set(outcomes.map(({ row }) => (row as { device: string }).device));
  expect([...devices].sort()).toEqual(['gpu0', 'gpu1']);
});

describe('a call fails because of', () => {
  test.each([
    ['a missing module', 'file:///no/such/module.js', 'square', /no\/such\/module/],
    ['a missing export', FUNCTIONS, 'cube', /no function "cube".*square/],
    ['a module that throws', 'data:text/javascript,throw new Error("broken")', 'x', /broken/],
    ['a module that exits', 'data:text/javascript,process.exit(9)', 'x', /exit code 9/],
  ])('%s', async (_, module, name, message) => {
    const evaluator = functionAddress(module, name);
    const mapped = withPool('', { evaluator }, (pool) => outcomesOf(pool, numbers(3)));
    const error = await mapped.catch((thrown: Error) => thrown);
    expect(error).toMatchObject({ code: 'PSYRUN_EVALUATOR' });
    expect((error as Error).message).toMatch(message);
  });

  test('an `env` function that throws', async () => {
    const env = () => {
      throw new Error('no such device');
    };
    const mapped = withPool('square', { env }, (pool) => outcomesOf(pool, numbers(3)));
    await expect(mapped).rejects.toThrow('no such device');
  });

  test('a missing Node executable', async () => {
    const node = '/no/such/node';
    const mapped = withPool('square', { node }, (pool) => outcomesOf(pool, numbers(3)));
    await expect(mapped).rejects.toMatchObject({ code: 'PSYRUN_EVALUATOR' });
    await expect(mapped).rejects.toThrow(/before it began.*ENOENT/);
  });

  test.each([
    ['a function in place of its address', () => ({})],
    ['options that cannot be sent', { module: 'm', export: 'e', options: { f: () => 1 } }],
  ])('%s', (_, evaluator) => {
    const make = () => new WorkerPool({ evaluator: evaluator as never, size: 1 });
    expect(make).toThrow(expect.objectContaining({ code: 'PSYRUN_ARGUMENT' }));
    expect(make).toThrow('functionAddress');
  });

  test.each([0, -1, 1.5, NaN])('a pool of %d workers', (size) => {
    const make = () => new WorkerPool({ evaluator: functionAddress(FUNCTIONS, 'square'), size });
    expect(make).toThrow(expect.objectContaining({ code: 'PSYRUN_ARGUMENT' }));
  });

  test('a setup that throws', async () => {
    const evaluator = { module: FUNCTIONS.href, export: 'failingSetup' };
    const mapped = withPool('', { evaluator }, (pool) =>
      outcomesOf(pool, numbers(3), { procId: 7 }),
    );
    await expect(mapped).rejects.toMatchObject({ code: 'PSYRUN_EVALUATOR' });
    await expect(mapped).rejects.toThrow('no licence for 7');
    await expect(mapped).rejects.toMatchObject({ cause: { message: 'no licence for 7' } });
  });

  test('an `onOutcome` that throws', async () => {
    const full = new Error('the disk is full');
    await withPool('square', {}, async (pool) => {
      const onOutcome = () => {
        throw full;
      };
      await expect(pool.map(numbers(5000), { onOutcome })).rejects.toBe(full);
      expect(await outcomesOf(pool, numbers(10))).toHaveLength(10);
    });
  });

  test('an iterable of rows that throws', async () => {
    const rows = function* () {
      yield* numbers(3);
      throw new Error('no more');
    };
    const mapped = withPool('square', {}, (pool) => outcomesOf(pool, rows()));
    await expect(mapped).rejects.toThrow('no more');
  });

  test('a closed pool', async () => {
    const pool = new WorkerPool({ evaluator: functionAddress(FUNCTIONS, 'pause'), size: 1 });
    const mapped = outcomesOf(pool, indexed([{ ms: 1e6 }]));
    const rejected = expect(mapped).rejects.toMatchObject({ code: 'PSYRUN_ABORTED' });
    await sleep(50);
    await pool.close();
    await rejected;
    await expect(outcomesOf(pool, [])).rejects.toMatchObject({ code: 'PSYRUN_ARGUMENT' });
  });

  test('a pool that is created while a worker loads the module', async () => {
    const evaluator = functionAddress(new URL('../fixtures/maps-itself.js', import.meta.url), 'f');
    const mapped = withPool('', { evaluator }, (pool) => outcomesOf(pool, numbers(1)));
    await expect(mapped).rejects.toThrow('a module of its own');
  });
});

test('no worker is left when a pool is closed', async () => {
  const pids = await withPool('pause', { size: 2 }, async (pool) =>
    pidsOf(await outcomesOf(pool, indexed(new Array(4).fill({ ms: 60 })))),
  );
  expect(pids).toHaveLength(2);
  expect(pids.filter(isRunning)).toEqual([]);
});

test('an empty space ends without a worker', async () => {
  const env = () => {
    throw new Error('a worker was started');
  };
  expect(await withPool('square', { env }, (pool) => outcomesOf(pool, []))).toEqual([]);
});
