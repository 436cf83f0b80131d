/** Thirty ways in which a row in Python can fail, or nearly. What happens to it, and to the others? */
import { afterEach, describe, expect, test } from '@jest/globals';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { WorkerPool, type RowOutcome } from '@psyrun/mapper';
import { python } from '../src/python/python.ts';
import { gone, newMark } from './marked-processes.ts';
import { NUMPYS } from './pythons.ts';

const FIXTURES = fileURLToPath(new URL('./fixtures', import.meta.url));
/** Milliseconds that a row may take, where it never ends by itself. */
const TIMEOUT = 2000;

/** The outcome of a row. */
interface Fate {
  /** The row is done, with this result. */
  readonly done?: object;
  /** The row failed, with this error. */
  readonly error?: { reason: string; name: string; message: string | RegExp; stack?: RegExp };
  /** The row took its worker with it: the next row has another one. */
  readonly endsWorker?: true;
  /** A part of the log. */
  readonly printed?: RegExp;
  readonly timeout?: number;
}

/** The row fails alone, and the worker lives on. */
const threw = (name: string, message: string | RegExp, stack: RegExp): Fate => ({
  error: { reason: 'threw', name, message, stack },
});
const refused = (message: RegExp): Fate => ({
  error: { reason: 'refused', name: 'PsyrunError', message },
});
/** The worker dies, and the row that killed it is blamed. */
const died = (how: string, stack?: RegExp): Fate => ({
  error: {
    ...{ reason: 'crashed', name: 'PsyrunError', ...(stack && { stack }) },
    message: `The worker that evaluated the row ended ${how}.`,
  },
  endsWorker: true,
});
/** The row never ends, and the message shows the line that was running. */
const hangs = (name: string): Fate => ({
  error: {
    ...{
      reason: 'timeout',
      name: 'PsyrunError',
      message: `The row took longer than ${TIMEOUT} ms.`,
    },
    stack: new RegExp(`failures\\.py", line \\d+ in ${name}\\n`),
  },
  endsWorker: true,
  timeout: TIMEOUT,
});
const harmless = (done: object = { ok: true }, printed?: RegExp): Fate => ({
  done,
  ...(printed && { printed }),
});

/** By the number of the scenario, and the kind of row of `failures.py`. */
const SCENARIOS: [number: number, kind: string, fate: Fate][] = [
  [1, 'exception', threw('ValueError', 'too large', /failures\.py", line \d+, in threw\n/)],
  [
    2,
    'chained',
    threw('RuntimeError', 'outer', /KeyError: 'missing'[^]*direct cause[^]*RuntimeError: outer$/),
  ],
  [
    3,
    'sys.exit()',
    threw('SystemExit', 'The function called sys.exit(None).', /line \d+, in <lam/),
  ],
  [
    4,
    "sys.exit('msg')",
    threw('SystemExit', "The function called sys.exit('msg').", /line \d+, in <lambda>/),
  ],
  ...[
    [5, 'KeyboardInterrupt'],
    [6, 'GeneratorExit'],
    [7, 'MemoryError'],
  ].map(([number, name]): [number, string, Fate] => [
    number as number,
    name as string,
    threw(
      name as string,
      /^It was raised without a text in \S+failures\.py, line \d+\.$/,
      /line \d+, in <lambda>/,
    ),
  ]),
  [
    8,
    'RecursionError',
    threw('RecursionError', /^maximum recursion depth/, /Previous line repeated \d+ more times/),
  ],
  [
    9,
    'str() raises',
    threw('Odd', '<its text cannot be shown: str() raised ValueError>', /line \d+, in <lambda>/),
  ],
  [
    10,
    'refused',
    refused(
      /^Key "y\['deep'\]\[1\]": the function <lambda> cannot be part of a result\..*excludeFromResult/,
    ),
  ],
  [
    10,
    'None',
    refused(/^The function returned None for row \d+, which is not a dict\. Return a dict/),
  ],
  [11, 'os._exit', died('with exit code 3', /^last words\n$/)],
  [
    12,
    'segfault',
    died('by signal SIGSEGV', /Segmentation fault[^]*failures\.py", line \d+ in <la/),
  ],
  [
    13,
    'abort',
    died('by signal SIGABRT', /Fatal Python error: Aborted[^]*failures\.py", line \d+/),
  ],
  [14, 'SIGALRM', died('by signal SIGALRM')],
  [15, 'execv', died('with exit code 0')],
  [16, 'loop', hangs('hold')],
  [17, 'sleep', hangs('<lambda>')],
  [18, 'svd', hangs('svd')],
  [19, 'deadlock', hangs('deadlock')],
  [20, 'flood', harmless({ ok: true }, /(x{1000}\n){2000}/)],
  [21, 'C prints', harmless({ ok: true }, /^(from (C|the descriptor|a child)\n){3}$/)],
  [22, 'stdin', harmless({ text: '' })],
  [23, 'closerange', harmless()],
  [24, 'thread left', harmless()],
  [25, 'zombie', harmless()],
  [26, 'background', harmless()],
  [27, 'warning', harmless()],
  [28, 'process', harmless({ code: 0 })],
  [28, 'fork', harmless({ status: 7 })],
  [28, 'fork returns', harmless({ status: 1 })],
  [28, 'pool fork', harmless({ doubled: [2, 4, 6] })],
  [28, 'pool spawn', harmless({ doubled: [2, 4, 6] })],
  [28, 'pool forkserver', harmless({ doubled: [2, 4, 6] })],
  [29, 'executor', harmless({ doubled: [2, 4, 6] })],
  [30, 'SIGTERM', harmless()],
];

let mark = newMark();
const folders: string[] = [];
afterEach(async () => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
  await gone(mark); // Whatever a row did, nothing runs when the pool is closed.
  mark = newMark();
});

interface Run {
  readonly folder?: string;
  readonly interpreter: string;
  readonly timeout?: number | undefined;
}

/** Evaluates rows with one worker at a time. Resolves to their outcomes and all that was printed. */
async function run(module: string, name: string, rows: object[], more: Run) {
  const { folder = FIXTURES, interpreter, timeout } = more;
  const evaluator = await python(module, name, { interpreter }).locate(folder);
  const pool = new WorkerPool({ evaluator, size: 1, env: () => mark });
  const outcomes: RowOutcome[] = [];
  let printed = '';
  try {
    await pool.map(
      rows.map((row, index) => ({ index, row: row as Record<string, unknown> })),
      {
        ...(timeout !== undefined && { timeout }),
        onOutcome: (outcome) => (outcomes[outcome.index] = outcome),
        onOutput: (text) => (printed += text),
      },
    );
  } finally {
    await pool.close();
  }
  return { outcomes, printed };
}

const matching = (text: string | RegExp) =>
  typeof text === 'string' ? text : (expect.stringMatching(text) as unknown);

function expectFate(row: RowOutcome | undefined, kind: string, { done, error }: Fate): void {
  if (done) expect(row).toMatchObject({ kind: 'done', row: { kind, ...done } });
  else {
    const { reason, name, message, stack } = error!;
    expect(row).toMatchObject({
      ...{ kind: 'failed', row: { kind } },
      error: {
        reason,
        name,
        message: matching(message),
        ...(stack && { stack: matching(stack) }),
      },
    });
    const told = (row as unknown as { error: { stack?: string } }).error.stack;
    if (!stack) expect(told).toBeUndefined();
    else expect(told).not.toMatch(/psyrun_worker|evaluate_rows/);
  }
}

const PID = { kind: 'pid' };
const pidOf = (outcome: RowOutcome | undefined) => (outcome!.row as { pid?: number }).pid;

/** The rows that leave their worker alive, which one worker evaluates after each other. */
const ALIVE = SCENARIOS.filter(([, , fate]) => !fate.endsWorker && !fate.printed);
const HANGING = SCENARIOS.filter(([, , fate]) => fate.timeout !== undefined);
const OTHERS = SCENARIOS.filter((one) => !ALIVE.includes(one) && !HANGING.includes(one));

describe.each(NUMPYS)('Python $version', ({ path: interpreter }) => {
  const runOf = async (kinds: string[], timeout?: number) =>
    run('./failures.py', 'fail', [PID, ...kinds.map((kind) => ({ kind })), PID], {
      interpreter,
      timeout,
    });
  let alive: ReturnType<typeof run> | undefined;
  let hanging: Promise<Awaited<ReturnType<typeof run>>[]> | undefined;

  test.each(ALIVE)('%i. %s', async (_, kind, fate) => {
    const kinds = ALIVE.map(([, one]) => one);
    const { outcomes } = await (alive ??= runOf(kinds));
    expect(pidOf(outcomes.at(-1))).toBe(pidOf(outcomes[0]));
    expectFate(outcomes[kinds.indexOf(kind) + 1], kind, fate);
  });

  test.each(HANGING)('%i. %s', async (_, kind, fate) => {
    hanging ??= Promise.all(HANGING.map(([, one]) => runOf([one], TIMEOUT)));
    const found = (await hanging)[HANGING.findIndex(([, one]) => one === kind)]!;
    expect(pidOf(found.outcomes[2])).not.toBe(pidOf(found.outcomes[0]));
    expectFate(found.outcomes[1], kind, fate);
  });

  test.each(OTHERS)('%i. %s', async (_, kind, fate) => {
    const { outcomes, printed } = await runOf([kind]);
    expect(pidOf(outcomes[2]) !== pidOf(outcomes[0])).toBe(fate.endsWorker === true);
    expectFate(outcomes[1], kind, fate);
    if (fate.printed) expect(printed).toMatch(fate.printed);
  });

  test.each([
    [
      'SyntaxError',
      'def run(x:\n',
      /was never closed|invalid syntax/,
      /model\.py", line 1\n[^]*\^/,
    ],
    [
      'ModuleNotFoundError',
      'import missing_one\n',
      /No module named 'missing_one'/,
      /model\.py", line 1/,
    ],
    [
      'SystemExit',
      'import sys\nsys.exit(4)\n',
      /sys\.exit\(4\) was called while the function was loaded\./,
      /line 2/,
    ],
    [undefined, 'import os\nprint("so far")\nos._exit(2)\n', /ended with exit code 2/, /so far/],
  ])('31. a file that cannot be loaded: %s', async (name, code, message, stack) => {
    const folder = mkdtempSync(join(tmpdir(), 'psyrun-failures-'));
    folders.push(folder);
    writeFileSync(join(folder, 'model.py'), code);
    const error: unknown = await run('./model.py', 'run', [{ x: 1 }], {
      folder,
      interpreter,
    }).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({
      ...{ code: 'PSYRUN_EVALUATOR', message: matching(message) },
      message: matching(/^The function could not be loaded or set up: /),
      cause: { ...(name && { name }), stack: matching(stack) },
    });
  });
});
