import { existsSync, rmSync, symlinkSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { Ledger } from '@psyrun/jobs';
import { PickleStore } from '@psyrun/store-pickle';
import { Project } from '../fixtures/project.ts';
import { psyHere } from '../fixtures/psy-here.ts';

let project: Project;
beforeEach(() => {
  project = new Project();
});
afterEach(() => project.remove());

const psy = (...args: string[]) => psyHere(project, args);
const run = (...options: string[]) => psy('run', '-q', '-v', '-j', '1', ...options);
const write = (space: string, execute = 'return { y: x };', more = '', name = 'task_t.js') =>
  project.write(
    `psy-tasks/${name}`,
    `import { existsSync } from 'node:fs';
    import { param, range } from '@psyrun/pspace';
    export const pspace = ${space};
    ${more}
    export function execute({ x, ...rest }) { ${execute} }`,
  );
const result = async (file = 'psy-work/t/result.pkl') => ({
  ...(await new PickleStore().load(project.path(file))),
});
const failsWithoutOk = "if (x === 1 && !existsSync('ok')) throw new Error('no'); return { y: x };";

describe('defects of the original in runs', () => {
  test('B02, B56: continuing an unfinished run keeps the done rows and the path of the result', async () => {
    write('param({ x: range(4) })', failsWithoutOk);
    await run();
    await run('-c');
    expect(await result('psy-work/t/result.partial.pkl')).toEqual({ x: [0, 2, 3], y: [0, 2, 3] });
    write('param({ x: range(1) })', failsWithoutOk);
    await run('-c');
    expect(await result()).toEqual({ x: [0], y: [0] });
    write('param({ x: range(2) })', failsWithoutOk);
    const unfinished = await run('-c');
    expect(unfinished.status).toBe(1);
    // It is not the result of the larger space, so it makes room and is named.
    const [, kept] = /is now in .*\/(psy-work\/t\/kept\/\d+)\./.exec(unfinished.stderr)!;
    expect(await result(`${kept}/result.pkl`)).toEqual({ x: [0], y: [0] });
  });

  test('B06: a smaller space leaves no rows of the larger one in the result', async () => {
    write('param({ x: range(6) })');
    await run();
    write('param({ x: [7, 8] })');
    await run();
    expect(await result()).toEqual({ x: [7, 8], y: [7, 8] });
  });

  test('B07, B08, B09: rows are not duplicated by continuing, wherever the result is', async () => {
    const elsewhere = "export const resultfile = 'results/mine.pkl';";
    project.write('results/.keep', '');
    write('param({ x: range(3) })', failsWithoutOk, elsewhere);
    for (let i = 0; i < 3; i++) await run('-c');
    project.write('ok', '');
    await run('-c');
    expect(await result('results/mine.pkl')).toEqual({ x: [0, 1, 2], y: [0, 1, 2] });
    write('param({ x: range(3) })', 'return { y: -x };', elsewhere);
    await run();
    expect(await result('results/mine.pkl')).toEqual({ x: [0, 1, 2], y: [-0, -1, -2] });
  });

  test('B10: rows of an older function are not in the result of a newer one', async () => {
    write('param({ x: range(3) })', failsWithoutOk, 'export const maxJobs = 1;');
    await run();
    write('param({ x: range(3) })', 'return { y: 10 + x };', 'export const maxJobs = 1;');
    await run();
    expect(await result()).toEqual({ x: [0, 1, 2], y: [10, 11, 12] });
  });

  test('B11, B26: a failed row affects no other row, and the exit code shows it', async () => {
    write('param({ x: range(9) })', failsWithoutOk, 'export const maxJobs = 1;');
    const { status, stderr } = await run();
    expect(status).toBe(1);
    expect(stderr).toContain('8 of 9 rows are done, 1 failed');
  });

  test('B18: the batch size need not divide the number of rows', async () => {
    write('param({ x: range(10) })', undefined, 'export const maxJobs = 4, minItems = 4;');
    const { status, stdout } = await run();
    expect(status).toBe(0);
    expect(stdout.match(/process:\d/g)).toEqual(['process:0', 'process:1', 'process:2']);
  });

  test('B19, B22, B23: resources of setup are complete, and excluded keys do no harm', async () => {
    const more = `export const excludeFromResult = ['x', 'context'];
      export const setup = () => ({ list: [1, 2], context: () => 3 });`;
    const execute = `${failsWithoutOk.replace('return { y: x };', '')} return { y: rest.context() + x, n: rest.list.length };`;
    write('param({ x: range(3) })', execute, more);
    await run();
    expect((await psy('status')).stdout).toContain('2 out of 3 rows completed');
    project.write('ok', '');
    expect((await run('-c')).status).toBe(0);
    expect(await result()).toEqual({
      list: [
        [1, 2],
        [1, 2],
        [1, 2],
      ],
      y: [3, 4, 5],
      n: [2, 2, 2],
    });
    expect((await psy('status')).stdout).toContain('3 out of 3 rows completed');
  });

  test('B24: a function that returns a parameter fails, and the parameter stays', async () => {
    write('param({ x: [5] })', 'return { x: 6 };');
    expect((await run()).status).toBe(1);
    expect((await psy('failures')).stdout).toContain('it is a parameter of the row');
  });

  test('B25: rows are in the order of the space, whichever ended first', async () => {
    write(
      'param({ x: range(12) })',
      'const end = Date.now() + 12 - x; while (Date.now() < end); return {};',
    );
    await run('-j', '2');
    expect(await result()).toEqual({ x: [...Array(12).keys()] });
  });

  test('B27, B33: a first run can use -c, and a space without rows has no failed jobs', async () => {
    write('param({ x: [] })', undefined, 'export const allowEmpty = true;');
    expect((await run('-c')).status).toBe(0);
    expect((await psy('status', '-v')).stdout).toContain('No failed jobs.');
  });

  test('B29, B79: paths may be relative, and the path of Node may have a space', async () => {
    symlinkSync(process.execPath, project.path('a node'));
    write(
      'param({ x: [1] })',
      undefined,
      "export const workdir = './w', resultfile = 'r.pkl', node = './a node';",
    );
    const { status } = await run();
    expect(status).toBe(0);
    expect(await result('r.pkl')).toEqual({ x: [1], y: [1] });
    expect(existsSync(project.path('w/t/run.json'))).toBe(true);
  });

  test('B34: jobs of an older, larger run are not reported as failed', async () => {
    write('param({ x: range(6) })');
    await run();
    write('param({ x: range(2) })', failsWithoutOk);
    await run();
    expect((await psy('status', '-v')).stdout).toMatch(/Failed jobs:\n {4}t:process:1\n\n$/);
  });

  test('B47, B78: psy-conf and a missing file of fileDep are part of the fingerprint', async () => {
    const conf = (n: number) =>
      project.write(
        'psy-tasks/psy-conf.js',
        `import { param, range } from '@psyrun/pspace';
        export const pspace = param({ x: range(${n}) }); export const maxJobs = ${n};`,
      );
    conf(2);
    project.write(
      'psy-tasks/task_t.js',
      `import { existsSync } from 'node:fs';
      export const fileDep = ['data.txt'];
      export const execute = ({ x }) => { ${failsWithoutOk} };`,
    );
    await run();
    conf(4);
    expect((await psy('status')).stdout).toContain('The parameter space has changed.');
    project.write('ok', '');
    await run();
    expect(await result()).toEqual({ x: [0, 1, 2, 3], y: [0, 1, 2, 3] });
    project.write('psy-tasks/data.txt', '1');
    expect((await run('-n')).stderr).toContain('data.txt has changed.');
  });

  test('B50: job 1 does not affect the log of job 10', async () => {
    write('param({ x: range(11) })', failsWithoutOk);
    await run();
    const log = project.read('psy-work/t/t:process:10.log');
    await run();
    expect(project.read('psy-work/t/t:process:10.log')).toBe(log);
    expect(project.read('psy-work/t/t:process:1.log').match(/Job started/g)).toHaveLength(2);
  });

  test('B51: a returned instance of a class is refused with its name', async () => {
    write('param({ x: [1] })', 'return { y: new (class Mine {})() };');
    await run();
    expect((await psy('failures')).stdout).toContain('Mine');
  });

  test('B53: a task can import modules of its folder', async () => {
    project.write('psy-tasks/factor.js', 'export const factor = 3;');
    write(
      'param({ x: [2] })',
      'return { y: factor * x };',
      "import { factor } from './factor.js';",
    );
    await run();
    expect(await result()).toEqual({ x: [2], y: [6] });
  });

  test('B55: status writes nothing', async () => {
    write('param({ x: [1] })');
    await psy('status', '-v');
    expect(existsSync(project.path('psy-work'))).toBe(false);
  });

  test('B58: a failed task does not affect another one', async () => {
    write('param({ x: [1] })', "throw new Error('no');", '', 'task_a.js');
    write('param({ x: [1] })', undefined, '', 'task_b.js');
    expect((await run('a', 'b')).status).toBe(1);
    expect(await result('psy-work/b/result.pkl')).toEqual({ x: [1], y: [1] });
  });

  test('B68: no file changes and no job is submitted while jobs are queued', async () => {
    write('param({ x: range(2) })', failsWithoutOk);
    await run();
    write(
      'param({ x: range(3) })',
      failsWithoutOk,
      `export const scheduler = { name: 'far', capabilities: { immediate: false, arrays: true },
        submit() { throw new Error('submitted'); }, submitArray() { throw new Error('submitted'); },
        getStatus: async (ids) => new Map(ids.map((id) => [id, { id, state: 'queued' }])) };`,
    );
    const ledger = new Ledger(project.path('psy-work/t/ledger'));
    await ledger.receive(await ledger.intend({ name: 't:process', scheduler: 'far' }), '7');
    const before = project.read('psy-work/t/run.json');
    const { status, stdout, stderr } = await run('-c');
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
    expect(stderr).toContain('unfinished jobs queued');
    expect(project.read('psy-work/t/run.json')).toBe(before);
  });

  test('B77: a missing result is written again', async () => {
    write('param({ x: range(2) })');
    await run();
    rmSync(project.path('psy-work/t/result.pkl'));
    expect((await run()).status).toBe(0);
    expect(await result()).toEqual({ x: [0, 1], y: [0, 1] });
  });
});
