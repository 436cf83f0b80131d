import { existsSync } from 'node:fs';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { Project } from '../fixtures/project.ts';
import { psyHere } from '../fixtures/psy-here.ts';

let home: Project;
let laptop: Project;
beforeEach(() => {
  home = new Project();
  laptop = new Project();
  task(12);
  home.write('model.mjs', model('x * x'));
});
afterEach(() => {
  home.remove();
  laptop.remove();
});

/** Leaves a file in the folder in which rows are evaluated. */
const model = (result: string) => `import { appendFileSync } from 'node:fs';
export const model = (x) => {
  appendFileSync('evaluated', x + '\\n');
  return { y: ${result} };
};`;
const task = (rows: number) =>
  home.write(
    'psy-tasks/task_t.mjs',
    `import { param, range } from '@psyrun/pspace';
     import { model } from '../model.mjs';
     export const pspace = param({ x: range(${rows}) });
     export const maxJobs = 2;
     export const execute = ({ x }) => model(x);`,
  );

/** Brings rows to the folder of another machine. It is a project of its own. */
async function splitOff(where: string, folder: string): Promise<Project> {
  const to = Object.create(laptop, { folder: { value: laptop.path(folder) } }) as Project;
  const { status, stderr } = await psyHere(home, [
    'split-off',
    't',
    '--where',
    where,
    '-o',
    to.folder,
  ]);
  expect({ status, stderr }).toMatchObject({ status: 0 });
  return to;
}
const psy = async (at: Project, ...args: string[]) => {
  const { status, stdout, stderr } = await psyHere(at, args);
  return { status, text: stdout + stderr };
};
const evaluated = (at: Project) =>
  at
    .read('evaluated')
    .trim()
    .split('\n')
    .map(Number)
    .sort((a, b) => a - b);

test('overlapping parts of two machines, one as a zip file, come together to one certified result', async () => {
  const packed = await psy(
    home,
    'split-off',
    't',
    '--where',
    'x < 5',
    '-o',
    laptop.path('first.zip'),
  );
  expect(packed).toMatchObject({ status: 0, text: expect.stringContaining('5 of 12 rows') });
  laptop.python("import zipfile; zipfile.ZipFile('first.zip').extractall()");
  const first = Object.create(laptop, { folder: { value: laptop.path('first') } }) as Project;
  const second = await splitOff('x >= 3', 'second');
  for (const [part, rows] of [
    [first, [0, 1, 2, 3, 4]],
    [second, [3, 4, 5, 6, 7, 8, 9, 10, 11]],
  ] as const) {
    const run = await psy(part, 'run', '-q', 't');
    expect(run.text).toContain(`All rows of this part are done: ${rows.length} of the 12 rows`);
    expect(run.status).toBe(0);
    expect(evaluated(part)).toEqual(rows);
    // Once more evaluates nothing.
    expect((await psy(part, 'run', '-q', 't')).status).toBe(0);
    expect(evaluated(part)).toEqual(rows);
  }
  laptop.python("import shutil; shutil.make_archive('back', 'zip', '.', 'first')");
  const one = await psy(home, 'adopt', laptop.path('back.zip'));
  expect(one.text).toMatch(/^Adopted 5 rows of .*back\.zip into 't'\.\n/);
  expect(one.text).toContain('7 of 12 rows are left: psy run t');
  expect(one.status).toBe(0);
  const two = await psy(home, 'adopt', second.folder);
  expect(two.text).toContain('\nDone here already: 2 rows.\n');
  expect(two.text).toContain('All 12 rows are done. To write the result: psy run t');
  const again = await psy(home, 'adopt', second.folder);
  expect(again.text).toMatch(/^Adopted 0 rows of .*\nDone here already: 9 rows\./);
  expect((await psy(home, 'run', '-q', 't')).status).toBe(0);
  expect(existsSync(home.path('evaluated'))).toBe(false);
  const { status, text } = await psy(home, 'verify', 't');
  expect(status).toBe(0);
  expect(text).toMatch(
    / {4}5 rows: code \w+, adopted from .*back\.zip\n {4}7 rows: code \w+, adopted from .*second\n/,
  );
  expect(
    home.python("import pickle; print(pickle.load(open('psy-work/t/result.pkl', 'rb'))['y'])"),
  ).toBe(`[${[...Array(12).keys()].map((x) => x * x).join(', ')}]`);
});

test('disjoint parts make the result, and nothing is evaluated at home', async () => {
  for (const where of ['x >= 7', 'x > 0 and x < 7', 'x < 1']) {
    const part = await splitOff(where, where.replaceAll(' ', ''));
    await psy(part, 'run', '-q', 't');
    const { status, text } = await psy(home, 'adopt', part.folder);
    expect(status).toBe(0);
    expect(text).toMatch(/^Adopted (?:5 rows|6 rows|1 row) of /);
    expect(text).not.toContain('Done here already');
  }
  expect((await psy(home, 'run', '-q', 't')).status).toBe(0);
  expect(existsSync(home.path('evaluated'))).toBe(false);
  expect((await psy(home, 'verify', 't')).text).toMatch(
    / {4}1 row: code \w+, adopted from .*x<1\n/,
  );
});

test('a row with other results is listed, and nothing is adopted unless the own results are to stay', async () => {
  const part = await splitOff('x < 5', 'part');
  part.write('model.mjs', model('x === 3 ? -1 : x * x'));
  await psy(part, 'run', '-q', 't');
  expect(evaluated(part)).toEqual([0, 1, 2, 3, 4]);
  await psy(home, 'run', '-q', 't');
  const { status, text } = await psy(home, 'adopt', part.folder);
  expect(status).toBe(2);
  expect(text).toContain("part differ from those of task 't', so nothing is adopted:\n");
  expect(text).toContain('\n  row 3 { x: 3 }: { y: 9 } here, { y: -1 } there');
  expect(text).toContain('[PSYRUN_ROW_CONFLICT]');
  const kept = await psy(home, 'adopt', '--keep-own', part.folder);
  expect(kept).toMatchObject({
    status: 1,
    text: expect.stringContaining('stay here for 1 row: row 3.'),
  });
  expect((await psy(home, 'verify', '--row', '3', 't')).text).toContain('{ x: 3, y: 9 }');
});

test('rows are split off the space as it is, also if it has changed since the run', async () => {
  task(3);
  await psy(home, 'run', '-q', 't');
  home.write(
    'psy-tasks/task_t.mjs',
    home.read('psy-tasks/task_t.mjs').replace('range(3)', '[5, 2, 0, 7]'),
  );
  const part = await splitOff('x > 4 or y == 4', 'part');
  await psy(part, 'run', '-q', 't');
  expect(evaluated(part)).toEqual([2, 5, 7]);
});

test('rows of other code are adopted only if the code is named', async () => {
  const part = await splitOff('x < 5', 'part');
  part.write('model.mjs', model('x + 1'));
  await psy(part, 'run', '-q', 't');
  const { status, text } = await psy(home, 'adopt', part.folder);
  expect(status).toBe(1);
  const [, code] = /of other code.*psy adopt --code ([0-9a-f]{12}) /s.exec(text)!;
  expect(text).toContain('12 of 12 rows are left');
  const short = await psy(home, 'adopt', '--code', code!.slice(0, 7), part.folder);
  expect(short).toMatchObject({
    status: 2,
    text: expect.stringContaining('as psy adopt prints it without --code.'),
  });
  expect((await psy(home, 'adopt', '--code', code!, part.folder)).status).toBe(0);
  await psy(home, 'run', '-q', 't');
  expect(evaluated(home)).toEqual([5, 6, 7, 8, 9, 10, 11]);
  expect((await psy(home, 'verify', 't')).text).toContain(`5 rows: code ${code}, adopted from`);
});

test('a part of another space is refused, and a part does not run with another space', async () => {
  const part = await splitOff('x < 5', 'part');
  await psy(part, 'run', '-q', 't');
  task(13);
  const { status, text } = await psy(home, 'adopt', part.folder);
  expect(status).toBe(2);
  expect(text).toContain("is a part of another parameter space than that of task 't'");
  part.write('psy-tasks/task_t.mjs', home.read('psy-tasks/task_t.mjs'));
  expect((await psy(part, 'run', '-q', 't')).text).toContain(
    'the parameter space is another one here',
  );
  // As the message says: the part first, then the change.
  task(12);
  expect((await psy(home, 'adopt', part.folder)).status).toBe(0);
  task(13);
  await psy(home, 'run', '-c', '-q', 't');
  expect(evaluated(home)).toEqual([5, 6, 7, 8, 9, 10, 11, 12]);
});

test('what cannot be split off or adopted is told', async () => {
  const split = (...args: string[]) => psy(home, 'split-off', 't', ...args);
  expect((await split('--where', 'x < 5')).text).toContain('needs a condition and an output');
  expect((await split('--where', 'x > 50', '-o', 'p')).text).toContain("No row of task 't' fits");
  expect((await split('--where', 'x < 5', '-o', 'p.tgz')).text).toContain('Use p.zip, or');
  expect((await split('--where', 'x < 5', '-o', 'psy-tasks')).text).toContain('is there already');
  expect((await psy(home, 'adopt', 'nowhere')).text).toContain('There is no nowhere.');
  expect((await psy(home, 'adopt', 'psy-tasks')).text).toContain('psy-tasks has no run');
  expect((await psy(home, 'adopt', 'model.mjs')).text).toContain('neither a folder nor a .zip');
  home.write('bad.zip', 'PK');
  expect((await psy(home, 'adopt', 'bad.zip')).text).toContain('bad.zip cannot be unpacked');
});
