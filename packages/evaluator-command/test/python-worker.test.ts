import { afterEach, expect, test } from '@jest/globals';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ProgramAddress } from '@psyrun/core';
import { python, type PythonOptions } from '../src/python/python.ts';
import { SpokenWith } from './spoken-with.ts';

// That of `PATH` may be a script that looks for the interpreter, which takes long.
process.env['PSYRUN_PYTHON'] = '/usr/bin/python3';

const workers: SpokenWith[] = [];
const folders: string[] = [];

afterEach(() => {
  workers.splice(0).forEach((worker) => worker.kill());
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

function folderWith(files: Record<string, string>): string {
  const folder = mkdtempSync(join(tmpdir(), 'psyrun-python-'));
  folders.push(folder);
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  return folder;
}

async function started(
  files: Record<string, string>,
  module: string,
  name: string,
  options: PythonOptions = {},
): Promise<SpokenWith> {
  const folder = folderWith(files);
  const { program, load } = (await python(module, name, options).locate(folder)) as ProgramAddress;
  const worker = new SpokenWith(program.argv, {}, folder);
  workers.push(worker);
  worker.say({ kind: 'load', protocol: 1, ...load });
  return worker;
}

const unusable = (worker: SpokenWith) => worker.rows([{}]);

test('a module by name, a function by a dotted name, and modules beside it', async () => {
  const files = {
    'helper.py': 'FACTOR = 3\n',
    'model.py':
      'import helper\nclass Model:\n    @staticmethod\n    def run(x): return {"y": x * helper.FACTOR}\n',
  };
  const byName = await started(files, 'model', 'Model.run');
  expect((await byName.rows([{ x: 2 }]))[0]!.added).toEqual({ y: 6 });
  const byFile = await started(files, './model.py', 'Model.run');
  expect((await byFile.rows([{ x: 2 }]))[0]!.added).toEqual({ y: 6 });
});

test('a file named as a module of Python hides nothing', async () => {
  const files = { 'json.py': 'def run(x): return {"y": x}\n' };
  expect((await (await started(files, './json.py', 'run')).rows([{ x: 2 }]))[0]!.added).toEqual({
    y: 2,
  });
});

test.each([
  [
    'def run(x:\n',
    'run',
    'SyntaxError',
    /was never closed|invalid syntax/,
    /model\.py", line 1[^]*\^/,
  ],
  ['import missing_module\n', 'run', 'ModuleNotFoundError', /missing_module/, /model\.py", line 1/],
  [
    'import sys\nsys.exit(4)\n',
    'run',
    'SystemExit',
    /^sys\.exit\(4\) was called while the function was loaded\.$/,
    /line 2/,
  ],
  [
    'def other(): pass\n',
    'run',
    'PsyrunError',
    /model\.py has no function run\. It has: other\./,
    undefined,
  ],
  ['run = 3\n', 'run', 'PsyrunError', /run of .*model\.py is not a function\./, undefined],
])('%j cannot be loaded', async (code, name, error, message, stack) => {
  const worker = await started({ 'model.py': code }, './model.py', name);
  const refused = (await unusable(worker).catch((e: unknown) => e)) as { stack: string };
  expect(refused).toMatchObject({ name: error, message: expect.stringMatching(message) });
  if (stack) expect(refused.stack).toMatch(stack);
  expect(refused.stack).not.toContain('importlib');
});

test('a file that is not there', async () => {
  await expect(unusable(await started({}, './model.py', 'run'))).rejects.toMatchObject({
    code: 'PSYRUN_EVALUATOR',
    message: expect.stringMatching(/There is no file .*model\.py\./),
  });
});

test('the process that ends while it loads says what it printed', async () => {
  const worker = await started(
    { 'model.py': 'import os\nprint("so far")\nos._exit(2)\n' },
    './model.py',
    'run',
  );
  await expect(unusable(worker)).rejects.toThrow('exit code 2. It printed: so far');
});

const SETUP = `
calls = []
def prepare(proc_id):
    calls.append(proc_id)
    return {"offset": 10 * proc_id, "handle": open("/dev/null")}
def run(x, offset, handle):
    return {"y": x + offset, "calls": len(calls), "secret": 1}
`;

test('setup runs once for a process number; its resources are arguments and sent once', async () => {
  const worker = await started({ 'model.py': SETUP }, './model.py', 'run', { setup: 'prepare' });
  const rows = { kind: 'rows', exclude: ['handle', 'secret'], rows: [{ x: 1 }] };
  worker.say({ ...rows, first: 0, procId: 2 });
  expect(await worker.next('ready')).toMatchObject({ resources: { offset: 20 } });
  const report = await worker.next('report');
  expect(report).toMatchObject({ added: [{ y: 21, calls: 1 }], excluded: ['handle', 'secret'] });
  worker.say({ ...rows, first: 1, procId: 2 });
  expect(await worker.next()).toMatchObject({ kind: 'report', added: [{ calls: 1 }] });
  worker.say({ ...rows, first: 2, procId: 3 });
  expect(await worker.next()).toMatchObject({ kind: 'ready', resources: { offset: 30 } });
});

test('a resource that cannot be sent is refused once, with its name', async () => {
  const worker = await started({ 'model.py': SETUP }, './model.py', 'run', { setup: 'prepare' });
  await expect(worker.rows([{ x: 1 }])).rejects.toMatchObject({
    code: 'PSYRUN_RESULT_VALUE',
    message: expect.stringMatching(/Key "handle": a value of the type _io\.TextIOWrapper/),
  });
});

const CLASHES = `
def run(x, kind):
    return {"same": {"x": x}, "other": {"x": x + 1}, "pairs": [("y", 1)], "key": {1: 2},
            "list": [1, 2]}[kind]
`;

test('keys of parameters, pairs, and keys that are no strings', async () => {
  const worker = await started({ 'model.py': CLASHES }, './model.py', 'run');
  const kinds = ['same', 'other', 'pairs', 'key', 'list'];
  const told = await worker.rows(kinds.map((kind) => ({ kind, x: 1 })));
  expect(told.map(({ added, error }) => added ?? error!.code)).toEqual([
    {},
    'PSYRUN_RESULT_KEY_CLASH',
    { y: 1 },
    'PSYRUN_RESULT_NOT_OBJECT',
    'PSYRUN_RESULT_NOT_OBJECT',
  ]);
});

const ASYNC = `
import asyncio
active = most = 0
async def run(x):
    global active, most
    active += 1
    most = max(most, active)
    await asyncio.sleep(0.02)
    active -= 1
    if x == 3:
        raise SystemExit(1)
    if x == 4:
        raise ValueError("four")
    if x == 5:
        await asyncio.sleep(1000)
    return {"y": x, "most": most}
`;

test('an asynchronous function', async () => {
  const worker = await started({ 'model.py': ASYNC }, './model.py', 'run');
  const [one, four] = await worker.rows([{ x: 1 }, { x: 4 }]);
  expect(one!.added).toEqual({ y: 1, most: 1 });
  expect(four!.error!.stack).toMatch(/^Traceback.*\n {2}File "\S*model\.py", line \d+, in run\n/);
});

test('an asynchronous function evaluates several rows at the same time, and each fails alone', async () => {
  const worker = await started({ 'model.py': ASYNC }, './model.py', 'run');
  const rows = [0, 1, 2, 3, 4, 5].map((x) => ({ x }));
  worker.say({
    kind: 'rows',
    first: 0,
    procId: 0,
    exclude: [],
    rows,
    concurrency: 3,
    timeout: 400,
  });
  const done = new Map<number, unknown>();
  while (done.size < 5) {
    const {
      rows: numbers,
      added,
      errors,
    } = (await worker.next('report')) as unknown as {
      rows: number[];
      added: unknown[];
      errors: ({ name: string } | null)[];
    };
    numbers.forEach((number, i) => done.set(number, added[i] ?? errors[i]!.name));
  }
  expect(done.get(2)).toMatchObject({ y: 2, most: 3 });
  expect([done.get(3), done.get(4)]).toEqual(['SystemExit', 'ValueError']);
  worker.say({ kind: 'ping' });
  expect(await worker.next('pong')).toMatchObject({ holds: 1 });
  expect(await worker.next('overdue')).toMatchObject({ row: 5 });
});

test('rows that wait for long are given back, but never the first', async () => {
  const code = 'import time\ndef run(x):\n    time.sleep(0.15)\n    return {"y": x}\n';
  const worker = await started({ 'model.py': code }, './model.py', 'run');
  worker.say({
    kind: 'rows',
    first: 0,
    procId: 0,
    exclude: [],
    rows: [{ x: 0 }, { x: 1 }, { x: 2 }],
  });
  expect(await worker.next('report')).toMatchObject({ rows: [0], added: [{ y: 0 }] });
  expect(await worker.next('returned')).toMatchObject({ first: 1 });
});

test('the worker ends when psyrun is gone', async () => {
  const code = 'def run(x):\n    while True: pass\n';
  const idle = await started({ 'model.py': code }, './model.py', 'run');
  await idle.next('hello');
  idle.child.stdio[3]!.destroy();
  while (idle.end === undefined) await new Promise((resolve) => setTimeout(resolve, 20));
  expect(idle.end).toBe('exit code 0');
});

test('the digest of code ignores what computes nothing, and sees the rest', async () => {
  const code = async (text: string, helper = 'X = 1\n') => {
    const folder = folderWith({ 'model.py': text, 'helper.py': helper });
    return Object.values(await python('./model.py', 'run').code!(folder)).join();
  };
  const text = 'from helper import X\ndef run(x):\n    return {"y": x + X}\n';
  const plain = await code(text);
  for (const same of [
    `# a comment\n${text}`,
    text.replaceAll('\n', '\r\n'),
    text.replace('x + X', '(x  +  X)'),
    text.replace('    return', '    "what it does"\n    return'),
  ]) {
    expect(await code(same)).toBe(plain);
  }
  for (const other of ['x - X', 'x + X + 0', 'x + X * 1.0', 'X + x']) {
    expect(await code(text.replace('x + X', other))).not.toBe(plain);
  }
  expect(await code(text, 'X = 2\n')).not.toBe(plain);
  expect(await code(text, 'X = 1.0\n')).not.toBe(plain);
});

test('a missing file and a missing interpreter are named', async () => {
  const code = async (file: string, interpreter: string) =>
    python(file, 'run', { interpreter }).code!(folderWith({ 'model.py': 'X = 1\n' }));
  await expect(code('./modle.py', 'python3')).rejects.toMatchObject({
    message: expect.stringMatching(/^There is no file \/.*\/modle\.py\./) as unknown,
    hint: 'A path in python() is relative to the task file.',
  });
  await expect(code('./model.py', 'python9')).rejects.toMatchObject({
    message: expect.stringMatching(/^There is no program python9\./) as unknown,
    hint: expect.stringContaining('interpreter') as unknown,
  });
});

test('code that has changed since the run began is refused', async () => {
  const folder = folderWith({ 'model.py': 'def run(x): return {"y": x}\n' });
  const evaluator = python('./model.py', 'run');
  const { program, load } = (await evaluator.locate(folder)) as ProgramAddress;
  const code = await evaluator.code!(folder);
  writeFileSync(join(folder, 'model.py'), 'def run(x): return {"y": -x}\n');
  const worker = new SpokenWith(program.argv, {}, folder);
  workers.push(worker);
  worker.say({ kind: 'load', protocol: 1, ...load, code });
  await expect(unusable(worker)).rejects.toMatchObject({
    code: 'PSYRUN_RUN_CHANGED',
    message: `${join(folder, 'model.py')} has changed since the run began.`,
  });
});
