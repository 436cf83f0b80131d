import { existsSync, statSync, utimesSync } from 'node:fs';
import { availableParallelism, constants } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { Certificate } from '@psyrun/run';
import { Project } from './fixtures/project.ts';
import { psyHere } from './fixtures/psy-here.ts';

let project: Project;
beforeEach(() => {
  project = new Project();
});
afterEach(() => project.remove());

/** A task whose rows write their index to a file when they are evaluated. */
const circle = (rows: number, body = '') => `
import { appendFileSync } from 'node:fs';
import { param, range } from '@psyrun/pspace';
export const pspace = param({ trial: range(${rows}) });
export const maxJobs = 10;
export function execute({ trial }: { trial: number }) {
  appendFileSync('evaluated', trial + '\\n');
  ${body}
  return { double: 2 * trial };
}
`;

const psy = (...args: string[]) => psyHere(project, args);
const evaluated = () =>
  existsSync(project.path('evaluated'))
    ? project.read('evaluated').trim().split('\n').map(Number)
    : [];
const sorted = (numbers: Iterable<number>) => [...numbers].sort((a, b) => a - b);
const upTo = (length: number) => Array.from({ length }, (_, i) => i);
const pythonRows = (file: string) =>
  project.python(
    `import pickle; d = pickle.load(open(${JSON.stringify(file)}, 'rb')); ` +
      `print(sorted(zip(d['trial'], d['double'])) == [(i, 2 * i) for i in range(len(d['trial']))], len(d['trial']))`,
  );

describe('a run without failures', () => {
  test('gives a complete result in the order of the space that Python can read', async () => {
    project.write('psy-tasks/task_circle.ts', circle(500));
    const { status, stdout, stderr } = await psy('run', 'circle');
    expect({ status, stderr }).toEqual({
      status: 0,
      stderr: expect.stringContaining('500 rows, complete'),
    });
    expect(stdout).toBe('. circle:split\n. circle:process: 10 jobs, 500 rows\n. circle:merge\n');
    expect(pythonRows('psy-work/circle/result.pkl')).toBe('True 500');
    expect(sorted(evaluated())).toEqual(upTo(500));
  });

  test('has a certificate with the digest of the result', async () => {
    project.write('psy-tasks/task_circle.ts', circle(20));
    await psy('run');
    const { result, rows } = JSON.parse(
      project.read('psy-work/circle/result.certificate.json'),
    ) as Certificate;
    expect(rows).toEqual({ total: 20, done: 20, failed: 0, missing: 0 });
    expect(
      project.python(
        "import hashlib; print(hashlib.sha256(open('psy-work/circle/result.pkl', 'rb').read()).hexdigest())",
      ),
    ).toBe(result.sha256);
    expect(result.bytes).toBe(statSync(project.path('psy-work/circle/result.pkl')).size);
  });

  test('is not repeated, and psy reports that', async () => {
    project.write('psy-tasks/task_circle.ts', circle(20));
    await psy('run');
    const again = await psy('run');
    expect(again.stdout).toBe('- circle:split\n- circle:process\n- circle:merge\n');
    expect(again.stderr).toContain('Nothing to do');
    expect(again.status).toBe(0);
    expect(evaluated()).toHaveLength(20);
  });

  test('is not repeated if only the time of the task file changes', async () => {
    project.write('psy-tasks/task_circle.ts', circle(20));
    await psy('run');
    utimesSync(project.path('psy-tasks/task_circle.ts'), new Date(), new Date());
    expect((await psy('run')).stdout).toContain('- circle:process\n');
    expect(evaluated()).toHaveLength(20);
  });

  test('is repeated with a reason if the task file changes, and the former result is kept', async () => {
    project.write('psy-tasks/task_circle.ts', circle(20));
    await psy('run');
    project.write('psy-tasks/task_circle.ts', circle(20, 'if (trial < 0) return {};'));
    const { stdout, stderr } = await psy('run', '-v');
    expect(stderr).toContain('Running again: task_circle.ts has changed.');
    expect(stdout).toContain('. circle:process:9\n');
    expect(evaluated()).toHaveLength(40);
    expect(pythonRows('psy-work/circle/previous/result.pkl')).toBe('True 20');
  });

  test('is repeated if a module that the task imports changes', async () => {
    project.write('psy-tasks/factor.ts', 'export const factor = 2;');
    project.write(
      'psy-tasks/task_circle.ts',
      circle(5).replace('2 * trial', 'factor * trial') + "import { factor } from './factor.ts';",
    );
    await psy('run');
    project.write('psy-tasks/factor.ts', 'export const factor = 3;');
    expect((await psy('run')).stderr).toContain('Running again: factor.ts has changed.');
    expect(
      project.python(
        "import pickle; print(pickle.load(open('psy-work/circle/result.pkl', 'rb'))['double'])",
      ),
    ).toBe('[0, 3, 6, 9, 12]');
  });

  test('writes only its missing files again', async () => {
    project.write('psy-tasks/task_circle.ts', circle(20));
    await psy('run');
    project.python("import os; os.remove('psy-work/circle/result.pkl')");
    expect((await psy('run')).stdout).toBe('- circle:split\n- circle:process\n. circle:merge\n');
    project.python(
      "import os; os.remove('psy-work/circle/result.pkl'); os.remove('psy-work/circle/out/3.journal')",
    );
    const { stdout } = await psy('run', '-v');
    expect(stdout.match(/^\. .*$/gm)).toEqual([
      '. circle:process',
      '. circle:process:3',
      '. circle:merge',
    ]);
    expect(evaluated()).toHaveLength(22);
    expect(pythonRows('psy-work/circle/result.pkl')).toBe('True 20');
  });
});

describe('a run with failed rows', () => {
  const failing = circle(30, 'if (trial % 10 === 7) throw new RangeError(`no ${trial}`);');

  test('evaluates all other rows, reports the failures, and writes no result', async () => {
    project.write('psy-tasks/task_circle.ts', failing);
    const { status, stderr } = await psy('run');
    expect(status).toBe(1);
    expect(stderr).toContain('27 of 30 rows are done, 3 failed, 0 are missing');
    expect(existsSync(project.path('psy-work/circle/result.pkl'))).toBe(false);
    expect(
      project.python(
        "import pickle; print(len(pickle.load(open('psy-work/circle/result.partial.pkl', 'rb'))['trial']))",
      ),
    ).toBe('27');
    expect((await psy('status')).stdout).toBe(
      'circle:\n  27 out of 30 rows completed.\n  3 failed, 0 missing.\n\n',
    );
    expect(project.read('psy-work/circle/circle:process:2.log')).toContain('RangeError: no 7');
  });

  test('names the failed rows and jobs', async () => {
    project.write('psy-tasks/task_circle.ts', failing);
    await psy('run');
    expect((await psy('status', '-v')).stdout).toBe(
      [
        'circle:',
        '  27 out of 30 rows completed.',
        '  3 failed, 0 missing.',
        '  Failed (3) and missing (0) parameter sets:',
        '    { trial: 7 }',
        '    { trial: 17 }',
        '    { trial: 27 }',
        '  Queued parameter sets:',
        '  Failed jobs:',
        '    circle:process:2',
        '    circle:process:5',
        '    circle:process:9',
        '',
        '',
      ].join('\n'),
    );
    expect(JSON.parse((await psy('status', '--json')).stdout)).toEqual({
      task: 'circle',
      total: 30,
      done: 27,
      failed: 3,
      missing: 0,
      pace: expect.objectContaining({ unknown: 'Nothing works on the task.' }),
      complete: false,
      changes: [],
    });
  });

  test.each([['run'], ['run', '-c']])(
    'psy %s %s evaluates only the failed rows again',
    async (...command) => {
      project.write(
        'psy-tasks/task_circle.ts',
        circle(30, "if (trial % 10 === 7 && !existsSync('ok')) throw new RangeError();").replace(
          'appendFileSync }',
          'appendFileSync, existsSync }',
        ),
      );
      await psy('run');
      project.write('ok', '');
      const { status } = await psy(...command);
      expect(status).toBe(0);
      expect(sorted(evaluated().slice(30))).toEqual([7, 17, 27]);
      expect(pythonRows('psy-work/circle/result.pkl')).toBe('True 30');
      expect(existsSync(project.path('psy-work/circle/result.partial.pkl'))).toBe(false);
    },
  );

  test('if a process dies, only its row fails', async () => {
    project.write('psy-tasks/task_circle.ts', circle(30, 'if (trial === 7) process.exit(3);'));
    const { status, stderr } = await psy('run');
    expect(status).toBe(1);
    expect(stderr).toContain('29 of 30 rows are done, 1 failed, 0 are missing');
  });
});

describe('a run that is killed', () => {
  const slow = circle(400, 'const end = Date.now() + 4; while (Date.now() < end);');

  async function killInTheMiddle(): Promise<Set<number>> {
    const started = project.start('run', 'circle');
    const ended = new Promise((resolve) => started.once('exit', resolve));
    while ((await project.recorded('circle')).size < 100) await sleep(20);
    process.kill(-started.pid!, 'SIGKILL');
    await ended;
    return project.recorded('circle');
  }

  test.each([['run'], ['run', '-c']])(
    'psy %s %s evaluates no recorded row again',
    async (...command) => {
      project.write('psy-tasks/task_circle.ts', slow);
      const recorded = await killInTheMiddle();
      const before = evaluated().length;
      expect(JSON.parse((await psy('status', '--json')).stdout)).toMatchObject({
        total: 400,
        done: recorded.size,
        missing: 400 - recorded.size,
      });
      expect((await psy(...command, 'circle')).status).toBe(0);
      const again = evaluated().slice(before);
      expect(again.filter((row) => recorded.has(row))).toEqual([]);
      expect(new Set(again).size).toBe(400 - recorded.size);
      // A worker without a parent may still finish its running row.
      expect(again.length - new Set(again).size).toBeLessThanOrEqual(availableParallelism());
      expect(pythonRows('psy-work/circle/result.pkl')).toBe('True 400');
    },
  );

  test('a second psy does not start a running task', async () => {
    const waiting = circle(40, "while (trial > 0 && !existsSync('go'));");
    project.write(
      'psy-tasks/task_circle.ts',
      waiting.replace('appendFileSync }', 'appendFileSync, existsSync }'),
    );
    const first = project.start('run', 'circle');
    const ended = new Promise((resolve) => first.once('exit', resolve));
    while ((await project.recorded('circle')).size < 1) await sleep(20);
    const { status, stdout, stderr } = await psy('run', 'circle');
    project.write('go', '');
    expect(stderr).toContain("Task 'circle' has unfinished jobs queued. Not starting new jobs");
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
    await ended;
    expect(sorted(evaluated())).toEqual(upTo(40));
  });

  const ends = ['SIGINT', 'SIGHUP', 'SIGQUIT', 'SIGUSR1', 'SIGUSR2'] as const;
  test.each(ends)('%s ends it cleanly, with a message how to go on', async (signal) => {
    project.write('psy-tasks/task_circle.ts', slow);
    const started = project.start('run', 'circle');
    let stderr = '';
    started.stderr!.on('data', (text) => (stderr += text));
    const ended = new Promise((resolve) => started.once('exit', resolve));
    while ((await project.recorded('circle')).size < 20) await sleep(20);
    process.kill(-started.pid!, signal);
    expect(await ended).toBe(128 + constants.signals[signal]);
    expect(stderr).toMatch(
      /Interrupted: \d+ of 400 rows are done. Go on, and keep them: psy run -c circle/,
    );
    expect(stderr).not.toContain('Debugger listening');
    expect(existsSync(project.path('psy-work/circle/result.pkl'))).toBe(false);
  });
});

describe('continuing', () => {
  test('after the space has grown evaluates only the new rows', async () => {
    const space = (rows: number) =>
      `import { param, range } from '@psyrun/pspace';\nexport default param({ trial: range(${rows}) });`;
    project.write('space.ts', space(10));
    project.write(
      'psy-tasks/psy-conf.ts',
      "import { range, param } from '@psyrun/pspace';\nimport { readFileSync } from 'node:fs';\nexport const pspace = param({ trial: range(Number(readFileSync('rows', 'utf8'))) });",
    );
    project.write('psy-tasks/task_circle.ts', circle(0).replace(/export const pspace.*\n/, ''));
    project.write('rows', '10');
    await psy('run');
    project.write('rows', '15');
    expect((await psy('status')).stdout).toContain('10 out of 15 rows completed.');
    const { status, stderr } = await psy('run', '-c');
    expect(status).toBe(0);
    expect(stderr).toContain('Continuing: 10 of 15 rows are done already.');
    expect(evaluated()).toHaveLength(15);
    expect(pythonRows('psy-work/circle/result.pkl')).toBe('True 15');
  });

  test('with other code is refused with the changes, unless they are accepted', async () => {
    project.write('psy-tasks/task_circle.ts', circle(10, 'if (trial === 3) throw new Error();'));
    await psy('run');
    project.write('psy-tasks/task_circle.ts', circle(10));
    const refused = await psy('run', '-c');
    expect(refused.status).toBe(2);
    expect(refused.stderr).toContain('would mix results of different code');
    expect(refused.stderr).toContain('task_circle.ts has changed.');
    expect(refused.stderr).toMatch(/^ {2}-.*if \(trial === 3\) throw new Error\(\);/m);
    expect(evaluated()).toHaveLength(10);
    expect((await psy('run', '-c', '--accept-changes')).status).toBe(0);
    expect(evaluated()).toHaveLength(11);
    expect(pythonRows('psy-work/circle/result.pkl')).toBe('True 10');
  });

  test('works for a first run', async () => {
    project.write('psy-tasks/task_circle.ts', circle(10));
    expect((await psy('run', '-c')).status).toBe(0);
    expect(pythonRows('psy-work/circle/result.pkl')).toBe('True 10');
  });
});
