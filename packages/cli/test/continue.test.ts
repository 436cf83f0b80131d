import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { PickleStore } from '@psyrun/store-pickle';
import { Project } from './fixtures/project.ts';
import { psyHere } from './fixtures/psy-here.ts';

let project: Project;
beforeEach(() => {
  project = new Project();
});
afterEach(() => project.remove());

/** A task that records the rows that it evaluates. */
const write = (space: string, result = 'x * x', more = '') =>
  project.write(
    'psy-tasks/task_t.ts',
    `import { appendFileSync } from 'node:fs';
    import { param, range } from '@psyrun/pspace';
    export const pspace = ${space};
    export const maxJobs = 3; ${more}
    export function execute({ x }: { x: number }) {
      appendFileSync('evaluated', x + ' ');
      return { y: ${result} };
    }`,
  );
const evaluated = () => project.read('evaluated').trim().split(' ').map(Number);
const run = (...options: string[]) => psyHere(project, ['run', '-q', '-j', '1', ...options]);
const result = async () => ({
  ...(await new PickleStore().load(project.path('psy-work/t/result.pkl'))),
});

describe('psy run -c after a change of the task file', () => {
  test('evaluates only the new rows if the space has grown', async () => {
    write('param({ x: range(4) })');
    await run();
    write('param({ x: range(6) })');
    const { status, stderr } = await run('-c');
    expect(status).toBe(0);
    expect(stderr).toContain('Continuing: 4 of 6 rows are done already.');
    expect(evaluated().slice(4).sort()).toEqual([4, 5]);
    expect(await result()).toEqual({ x: [0, 1, 2, 3, 4, 5], y: [0, 1, 4, 9, 16, 25] });
  });

  test('keeps results of rows that are no longer in the space, and uses them again', async () => {
    write('param({ x: range(6) })');
    await run();
    write('param({ x: [5, 1] })');
    const { stderr } = await run('-c');
    expect(stderr).toContain('4 recorded rows are not in the space any more; they stay in kept/');
    expect(await result()).toEqual({ x: [5, 1], y: [25, 1] });
    write('param({ x: range(3) })');
    await run('-c');
    expect(await result()).toEqual({ x: [0, 1, 2], y: [0, 1, 4] });
    expect(evaluated()).toHaveLength(6);
  });

  test('evaluates all rows if there is another parameter', async () => {
    write('param({ x: range(3) })');
    await run();
    write('param({ x: range(3) }).product(param({ trial: [0] }))');
    const { status } = await run('-c');
    expect(status).toBe(0);
    expect(await result()).toEqual({ x: [0, 1, 2], trial: [0, 0, 0], y: [0, 1, 4] });
    expect(evaluated()).toHaveLength(6);
  });

  test('is refused if the function has changed, but not if only its formatting has', async () => {
    write('param({ x: range(3) })');
    await run();
    write('param({ x: range(4) })', 'x * x + 1');
    const refused = await run('-c');
    expect(refused.status).toBe(2);
    expect(refused.stderr).toContain('task_t.ts has changed.');
    expect(evaluated()).toHaveLength(3);
    write('param({ x: range(4) })', 'x*x /* squared */');
    expect((await run('-c')).status).toBe(0);
    expect(await result()).toEqual({ x: [0, 1, 2, 3], y: [0, 1, 4, 9] });
  });

  test('accepts settings that do not affect the result', async () => {
    write('param({ x: range(3) })');
    await run();
    write('param({ x: range(3) })', 'x * x', 'export const minItems = 2, timeout = 60_000;');
    expect((await run()).stderr).toContain('Nothing to do');
    expect(evaluated()).toHaveLength(3);
  });
});

describe('a task with random rows and no seed', () => {
  const randomRows = 'param({ x: Array.from({ length: 4 }, () => Math.random()) })';
  const unlessAllowed = "x < 2 && !existsSync('allowed') ? fail() : 0";
  const more = `
    import { existsSync } from 'node:fs';
    const fail = () => { throw new Error('not yet'); };`;

  test('keeps the rows of its run and retries only the failed one', async () => {
    write(randomRows, unlessAllowed, more);
    expect((await run()).status).toBe(1);
    project.write('allowed', '');
    const { status, stderr } = await run('-c');
    expect(status).toBe(0);
    expect(stderr).toContain('draws its rows at random, without a seed');
    const [first, second] = [evaluated().slice(0, 4), evaluated().slice(4)];
    expect(second.sort()).toEqual(first.sort());
    expect((await result())['x']).toHaveLength(4);
    expect((await run()).stderr).toContain('Nothing to do');
    expect(evaluated()).toHaveLength(8);
  });

  test('has other rows after psy clean', async () => {
    write(randomRows);
    await run();
    await psyHere(project, ['clean', 't', '--yes']);
    expect((await run()).stderr).not.toContain('at random');
    expect(new Set(evaluated()).size).toBe(8);
  });
});
