import { existsSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { Project } from '../fixtures/project.ts';
import { psyHere } from '../fixtures/psy-here.ts';

let project: Project;
beforeEach(() => {
  project = new Project();
});
afterEach(() => project.remove());

const run = (body: string) => {
  project.write(
    'psy-tasks/task_t.js',
    `import { param, range } from '@psyrun/pspace';
    export const pspace = param({ x: range(3), s: ['a', 'é"', ''] });
    export const maxJobs = 1;
    export function execute({ x }) { ${body} }`,
  );
  return psyHere(project, ['run', '-q']);
};
const psyExport = (...args: string[]) => psyHere(project, ['export', 't', ...args]);

describe('psy export', () => {
  test('writes text that Python can read, and files of stores', async () => {
    await run('return { y: x / 0, v: [x, 2] };');
    for (const file of ['t.csv', 't.jsonl', 't.PKL']) {
      expect((await psyExport(file)).status).toBe(0);
    }
    expect(
      project.python("import csv; print(list(csv.DictReader(open('t.csv', encoding='utf8')))[1])"),
    ).toBe(`{'x': '1', 's': 'é"', 'y': 'Infinity', 'v': '[1,2]'}`);
    expect(project.python("import json; print([json.loads(l) for l in open('t.jsonl')][1])")).toBe(
      `{'x': 1, 's': 'é"', 'y': inf, 'v': [1, 2]}`,
    );
    expect(
      project.python("import pickle; d = pickle.load(open('t.PKL', 'rb')); print(d['x'], d['s'])"),
    ).toBe(`[0, 1, 2] ['a', 'é"', '']`);
  });

  test('refuses an incomplete result without --partial', async () => {
    await run("if (x === 1) throw new Error('no'); return { y: x };");
    const { status, stderr } = await psyExport('t.csv');
    expect(status).toBe(1);
    expect(stderr).toContain('psy export --partial t t.csv');
    expect(existsSync(project.path('t.csv'))).toBe(false);
    expect((await psyExport('--partial', 't.csv')).status).toBe(0);
    expect(project.read('t.csv')).toBe('x,s,y\r\n0,a,0\r\n2,"",2\r\n');
  });

  test('for a task that was not run, does not suggest the same command', async () => {
    project.write(
      'psy-tasks/task_t.js',
      "import { param } from '@psyrun/pspace'; export const pspace = param({ x: 1 }); export function execute() {}",
    );
    const { status, stderr } = await psyExport('--partial', 't.csv');
    expect(status).toBe(1);
    expect(stderr).toBe("Nothing to export: task 't' was not run. Run it with: psy run t\n");
  });

  test('replaces no file and lists the known suffixes', async () => {
    await run('return {};');
    project.write('t.csv', 'mine');
    expect((await psyExport('t.csv')).status).toBe(2);
    expect(project.read('t.csv')).toBe('mine');
    for (const name of ['t.xls', 't']) {
      const { status, stderr } = await psyExport(name);
      expect(status).toBe(2);
      expect(stderr).toContain(`${name} has no suffix of a known format. Known: .csv, .jsonl, .`);
    }
  });
});
