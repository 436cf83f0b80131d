import { existsSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { Project } from '../fixtures/project.ts';
import { PSYRUN, psyHere } from '../fixtures/psy-here.ts';

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

  test('writes the chosen columns, with commas in their names too', async () => {
    await run("return { y: x * 2, 'a,b': x };");
    expect((await psyExport('t.csv', '--columns', 'y,x')).status).toBe(0);
    expect(project.read('t.csv')).toBe('y,x\r\n0,0\r\n2,1\r\n4,2\r\n');
    expect((await psyExport('u.csv', '--columns', 'a\\,b')).status).toBe(0);
    expect(project.read('u.csv')).toBe('"a,b"\r\n0\r\n1\r\n2\r\n');
    const { status, stderr } = await psyExport('v.csv', '--columns', 'z');
    expect(status).toBe(2);
    expect(stderr).toContain('has no column "z". It has "x", "s", "y", "a,b".');
    expect(existsSync(project.path('v.csv'))).toBe(false);
  });

  test.each([
    ['pkl', "import pickle; pickle.dump(t, open('their.pkl', 'wb'))"],
    ['npz', "import numpy; numpy.savez('their.npz', **t)"],
    [
      'h5',
      "import h5py; f = h5py.File('their.h5', 'w'); [f.create_dataset('psyrun/' + k, data=v) for k, v in t.items()]; f.close()",
    ],
  ])('writes a .%s file of Python as text', async (suffix, script) => {
    project.python(`t = {'n': [1, 2], 's': ['a', 'b,c'], 'v': [[0.5, 1], [2, 3]]}\n${script}`);
    const { status, stderr } = await psyHere(
      project,
      ['export', `their.${suffix}`, 'out.csv', '--columns', 'n,s,v'],
      undefined,
      PSYRUN,
    );
    expect({ status, stderr }).toEqual({ status: 0, stderr: 'Wrote out.csv.\n' });
    expect(project.read('out.csv')).toBe('n,s,v\r\n1,a,"[0.5,1]"\r\n2,"b,c","[2,3]"\r\n');
    const json = await psyHere(
      project,
      ['export', '--json', `their.${suffix}`, 'out.jsonl'],
      undefined,
      PSYRUN,
    );
    expect(JSON.parse(json.stdout)).toEqual({
      source: `their.${suffix}`,
      file: 'out.jsonl',
      written: true,
    });
  });

  test('a file with the suffix of another program gets a hint', async () => {
    for (const [name, suffix] of [
      ['a.hdf5', '.h5'],
      ['a.pickle', '.pkl'],
    ]) {
      project.write(name!, '');
      const { status, stderr } = await psyHere(project, ['export', name!, 'out.csv']);
      expect(status).toBe(2);
      expect(stderr).toContain(
        `Files of this format end with ${suffix}: rename it, or name it so.`,
      );
    }
    expect((await psyHere(project, ['export', 'none.pkl', 'out.csv'])).stderr).toContain(
      'no file none.pkl',
    );
  });

  test.each([
    ['npz', `import numpy as np; np.savez('u.npz', a=[0, 1, 2], b=[1, 2])`],
    [
      'h5',
      `import h5py; f = h5py.File('u.h5', 'w'); f['psyrun/a'] = [0, 1, 2]; f['psyrun/b'] = [1, 2]`,
    ],
    ['pkl', `import pickle; pickle.dump({'a': [0, 1, 2], 'b': [1, 2]}, open('u.pkl', 'wb'))`],
  ])(
    'columns of unequal length in a .%s file are no damage, and one can be chosen',
    async (ext, make) => {
      project.python(make);
      const { status, stderr } = await psyHere(
        project,
        ['export', `u.${ext}`, 'u.csv'],
        undefined,
        PSYRUN,
      );
      expect(status).toBe(2);
      expect(stderr).toContain(
        `u.${ext} has columns of several lengths, so that it has no rows. Column "b" has 2 rows, column "a" has 3. Choose columns`,
      );
      expect(stderr).not.toContain('Caused by');
      const chosen = await psyHere(
        project,
        ['export', '--columns', 'b', `u.${ext}`, 'u.csv'],
        undefined,
        PSYRUN,
      );
      expect(chosen.status).toBe(0);
      expect(project.read('u.csv').split('\r\n')).toEqual(['b', '1', '2', '']);
    },
  );

  test.each([
    ['', 'it is empty'],
    ['The results of 2026\n', 'it is text'],
  ])(
    'a file with the content %j is no damaged pickle, and that is said once',
    async (content, what) => {
      project.write('u.pkl', content);
      const { status, stderr } = await psyHere(project, ['export', 'u.pkl', 'u.csv']);
      expect(status).toBe(2);
      expect(stderr.split(`u.pkl cannot be read as pickle: ${what}.`)).toHaveLength(2);
    },
  );

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
