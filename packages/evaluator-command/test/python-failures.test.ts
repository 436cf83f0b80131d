import { afterEach, expect, test } from '@jest/globals';
import { fileURLToPath } from 'node:url';
import { SpokenWith, type Told } from './spoken-with.ts';

const WORKER = fileURLToPath(new URL('../python/evaluate_rows.py', import.meta.url));
const FAILURES = fileURLToPath(new URL('./fixtures/failures.py', import.meta.url));
const workers: SpokenWith[] = [];
const python = process.env['PSYRUN_PYTHON'] ?? 'python3';

afterEach(() => workers.splice(0).forEach((worker) => worker.kill()));

function started(): SpokenWith {
  const worker = new SpokenWith([python, WORKER]);
  workers.push(worker);
  worker.say({ kind: 'load', protocol: 1, file: FAILURES, function: 'fail', rows: 'value' });
  return worker;
}

async function one(kind: string): Promise<Told & { worker: SpokenWith }> {
  const worker = started();
  const [told] = await worker.rows([{ kind }]);
  // The worker lives on.
  expect((await worker.rows([{ kind: 'fine' }]))[0]!.added).toEqual({ ok: true });
  return { ...told!, worker };
}

test.each([
  ['exception', 'ValueError', 'too large', /failures\.py", line \d+, in threw\n/],
  [
    'chained',
    'RuntimeError',
    'outer',
    /KeyError: 'missing'[^]*direct cause[^]*RuntimeError: outer$/,
  ],
  ['sys.exit()', 'SystemExit', 'The function called sys.exit(None).', /in <lambda>/],
  ["sys.exit('msg')", 'SystemExit', "The function called sys.exit('msg').", /in <lambda>/],
  ['KeyboardInterrupt', 'KeyboardInterrupt', '', /in <lambda>/],
  ['GeneratorExit', 'GeneratorExit', '', /in <lambda>/],
  ['MemoryError', 'MemoryError', '', /in <lambda>/],
  [
    'RecursionError',
    'RecursionError',
    /maximum recursion depth/,
    /Previous line repeated \d+ more times/,
  ],
  ['str() raises', 'Odd', '<its text cannot be shown: str() raised ValueError>', /<lambda>/],
])('%s: the row fails alone, with its traceback', async (kind, name, message, stack) => {
  const { error } = await one(kind);
  expect(error).toMatchObject({ name, reason: 'threw', stack: expect.stringMatching(stack) });
  expect(error!.message).toEqual(
    typeof message === 'string' ? message : expect.stringMatching(message),
  );
  expect(error!.stack).not.toContain('evaluate_rows.py');
});

test.each([
  [
    'refused',
    /Key "y\['deep'\]\[1\]": the function <lambda> cannot be part of a result\..*excludeFromResult/,
  ],
  ['None', /The function returned None for row 0, which is not a dict\. Return a dict/],
])('%s is refused without a traceback', async (kind, message) => {
  const { error } = await one(kind);
  expect(error).toMatchObject({ reason: 'refused', message: expect.stringMatching(message) });
  expect(error!.stack).toBeUndefined();
});

test.each([
  ['flood', { ok: true }],
  ['C prints', { ok: true }],
  ['stdin', { text: '' }],
  ['closerange', { ok: true }],
  ['thread left', { ok: true }],
  ['zombie', { ok: true }],
  ['background', { ok: true }],
  ['warning', { ok: true }],
  ['process', { code: 0 }],
  ['fork', { status: 7 }],
  ['fork returns', { status: 1 }],
  ['pool fork', { doubled: [2, 4, 6] }],
  ['pool spawn', { doubled: [2, 4, 6] }],
  ['pool forkserver', { doubled: [2, 4, 6] }],
  ['executor', { doubled: [2, 4, 6] }],
  ['SIGTERM', { ok: true }],
])('%s does no harm', async (kind, added) => {
  const told = await one(kind);
  expect(told.error).toBeNull();
  expect(told.added).toEqual(added);
  if (kind === 'C prints') {
    for (const from of ['from C', 'from the descriptor', 'from a child']) {
      await told.worker.printed(from);
    }
  }
});

test.each([
  ['os._exit', 'exit code 3', /last words/],
  ['segfault', 'SIGSEGV', /Fatal Python error: Segmentation fault[^]*failures\.py", line \d+/],
  ['abort', 'SIGABRT', /Fatal Python error: Aborted[^]*failures\.py", line \d+/],
  ['SIGALRM', 'SIGALRM', /^/],
  ['execv', 'exit code 0', /^/],
])('%s ends the worker, and its last words are there', async (kind, end, output) => {
  const worker = started();
  await expect(worker.rows([{ kind }])).rejects.toThrow(`The program ended: ${end}`);
  await worker.printed(output);
});

test.each(['loop', 'sleep', 'deadlock'])('%s: SIGUSR2 makes it say where it is', async (kind) => {
  const worker = started();
  worker.say({ kind: 'rows', first: 0, procId: 0, exclude: [], indices: [0], rows: [{ kind }] });
  await worker.next('ready');
  await new Promise((resolve) => setTimeout(resolve, 300));
  process.kill(-worker.child.pid!, 'SIGUSR2');
  await worker.printed(/failures\.py", line \d+/);
});
