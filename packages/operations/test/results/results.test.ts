import { appendFileSync, cpSync, readFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { expect, test } from '@jest/globals';
import { PickleStore } from '@psyrun/store-pickle';
import { ProjectFolder, taskOf } from '../fixtures/project-folder.ts';

const failing = taskOf(3, "if (n === 1) throw new Error('no');");

test('a complete result is exported and verified; a changed one is not what was certified', async () => {
  const folder = new ProjectFolder({ 'psy-tasks/task_t.js': taskOf(3) });
  const project = folder.open();
  const { result } = await project.run('t');
  expect(await project.verify('t')).toMatchObject({
    ...{ task: 't', file: result, verified: true, problems: [], rows: 3, changes: [] },
    sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
  });
  expect(await project.export('t', 'out.csv')).toMatchObject({
    ...{ task: 't', file: folder.at('out.csv'), written: true, rows: 3, total: 3 },
    ...{ run: { task: 't', generation: 1 }, codes: [{ rows: 3 }], changes: [], problems: [] },
  });
  expect(folder.read('out.csv')).toBe('n,double\r\n0,0\r\n1,2\r\n2,4\r\n');
  await expect(project.export('t', 'out.csv')).rejects.toMatchObject({
    code: 'PSYRUN_FILE_EXISTS',
  });
  await expect(project.export('t', 'out.zip')).rejects.toMatchObject({
    code: 'PSYRUN_PLUGIN_NOT_FOUND',
  });
  appendFileSync(result!, ' ');
  expect(await project.verify('t')).toMatchObject({ verified: false, problems: { length: 1 } });
});

test('chosen columns are exported, in any format and of any file', async () => {
  const folder = new ProjectFolder({ 'psy-tasks/task_t.js': taskOf(3) });
  const project = folder.open();
  await project.run('t');
  const columns = ['double', 'n'];
  expect(await project.export('t', 'a.csv', { columns })).toMatchObject({ written: true });
  expect(folder.read('a.csv')).toBe('double,n\r\n0,0\r\n2,1\r\n4,2\r\n');
  await project.export('t', 'b.pkl', { columns: ['double'] });
  const exported = await project.exportFile('b.pkl', 'c.jsonl', { columns: ['double'] });
  expect(exported).toEqual({
    ...{ source: folder.at('b.pkl'), file: folder.at('c.jsonl'), written: true },
  });
  expect(folder.read('c.jsonl')).toBe('{"double":0}\n{"double":2}\n{"double":4}\n');
  for (const exporting of [
    project.export('t', 'd.csv', { columns: ['doubel'] }),
    project.exportFile('b.pkl', 'd.csv', { columns: ['doubel'] }),
  ]) {
    await expect(exporting).rejects.toMatchObject({
      code: 'PSYRUN_COLUMN_NOT_FOUND',
      message: expect.stringContaining('Did you mean "double"?'),
    });
  }
  expect(folder.has('d.csv')).toBe(false);
  await expect(project.exportFile('no.pkl', 'd.csv')).rejects.toMatchObject({
    code: 'PSYRUN_FILE_NOT_FOUND',
  });
});

test('an incomplete one is exported and merged only if that is asked for', async () => {
  const folder = new ProjectFolder({ 'psy-tasks/task_t.js': failing });
  const project = folder.open();
  const partial = { partial: true };
  expect(await project.export('t', 'o.csv', partial)).toMatchObject({ reason: 'not-run' });
  await project.run('t');
  expect(await project.export('t', 'o.csv')).toMatchObject({
    written: false,
    reason: 'incomplete',
  });
  expect(await project.export('t', 'o.jsonl', partial)).toMatchObject({ written: true });
  await project.export('t', 'one.csv', { ...partial, columns: ['double'] });
  expect(folder.read('one.csv')).toBe('double\r\n0\r\n4\r\n');
  expect(folder.read('o.jsonl')).toBe('{"n":0,"double":0}\n{"n":2,"double":4}\n');
  const counts = { rows: 2, undone: 1, repeated: 0 };
  expect(await project.merge('psy-work/t', 'm.pkl')).toMatchObject({ ...counts, written: false });
  expect(folder.has('m.pkl')).toBe(false);
  expect(await project.merge('psy-work/t', 'm.pkl', partial)).toMatchObject({
    ...{ ...counts, written: true },
  });
  const table = await new PickleStore().load(folder.at('m.pkl'));
  expect({ ...table }).toEqual({ n: [0, 2], double: [0, 4] });
  await expect(project.merge('nothing', 'n.pkl')).rejects.toMatchObject({
    code: 'PSYRUN_FILE_NOT_FOUND',
  });
});

test('nothing is exported or merged while no row is done, whatever is asked for', async () => {
  const all = taskOf(2, "throw new Error('no');");
  const folder = new ProjectFolder({ 'psy-tasks/task_t.js': all });
  const project = folder.open();
  await project.run('t');
  const none = { written: false, reason: 'no-rows' };
  const partial = { partial: true };
  expect(await project.export('t', 'o.csv', partial)).toMatchObject(none);
  expect(await project.merge('psy-work/t', 'm.pkl', partial)).toMatchObject(none);
  expect([folder.has('o.csv'), folder.has('m.pkl')]).toEqual([false, false]);
});

test('durations, states and attempts are exported beside the results', async () => {
  const folder = new ProjectFolder({
    'psy-tasks/task_t.js': taskOf(3, "if (n === 1 && !existsSync('ok')) throw new Error('no');"),
  });
  const project = folder.open();
  await project.run('t');
  const facts = { with: ['attempt', 'state', 'duration'] } as const;
  await project.export('t', 'partial.csv', { partial: true, ...facts });
  const rows = () => folder.read('partial.csv').split('\r\n').slice(0, -1);
  expect(rows()[0]).toBe('n,double,attempt,state,duration');
  expect(rows().slice(1)).toEqual([
    expect.stringMatching(/^0,0,1,done,[\d.e-]+$/),
    expect.stringMatching(/^2,4,1,done,[\d.e-]+$/),
  ]);
  const { indices, read } = await project.rows('t', { states: ['done'] });
  expect(indices).toEqual([0, 2]);
  for await (const { duration } of read(1)) expect(rows()[1]).toContain(`,${duration!}`);
  folder.write('psy-tasks/task_t.js', taskOf(3, 'return { state: n };'));
  await project.run('t');
  await expect(project.export('t', 'clash.csv', facts)).rejects.toMatchObject({
    code: 'PSYRUN_USAGE',
    message: expect.stringContaining("a column 'state' itself"),
  });
  await project.export('t', 'others.csv', { with: ['attempt', 'cpu', 'memory', 'host'] });
  const [head, first] = folder.read('others.csv').split('\r\n');
  expect(head).toMatch(/,attempt,cpu,memory,host$/);
  expect(first).toMatch(new RegExp(`,1,[\\d.e-]+,[\\d.]+,${hostname()}$`));
  expect(folder.has('clash.csv')).toBe(false);
});

test('large parameters are in run.json alone, and whatever reads journals has them', async () => {
  const large = (rows: number) => `import { param, product, range } from '@psyrun/pspace';
  const wave = Array.from({ length: 200 }, (_, i) => i / 4);
  export const pspace = product(param({ wave: [wave] }), param({ n: range(${rows}) }));
  export const maxJobs = 1;
  export const execute = ({ wave, n }) => ({ y: wave[n] });`;
  const folder = new ProjectFolder({ 'psy-tasks/task_t.js': large(3) });
  const project = folder.open();
  await project.run('t');
  expect(readFileSync(folder.at('psy-work/t/out/0.journal')).length).toBeLessThan(1000);
  folder.write('psy-tasks/task_t.js', large(5));
  await project.run('t', { continue: true });
  expect(await project.status('t')).toMatchObject({ done: 5, complete: true });
  const wave = Array.from({ length: 200 }, (_, i) => i / 4);
  const rows = [0, 1, 2, 3, 4].map((n) => ({ wave, n, y: n / 4 }));
  await project.export('t', 'o.jsonl');
  const lines = folder.read('o.jsonl').trim().split('\n');
  expect(lines.map((line) => JSON.parse(line) as unknown)).toEqual(rows);
  await project.merge('psy-work/t/out', 'm.pkl', { partial: true });
  const { n, wave: waves } = await new PickleStore().load(folder.at('m.pkl'));
  expect(Array.from(n!)).toEqual([0, 1, 2, 3, 4]);
  expect(Array.from(waves!, (one) => Array.from(one as number[]))).toEqual(
    rows.map((row) => row.wave),
  );
  cpSync(folder.at('psy-work/t/out'), folder.at('copy'), { recursive: true });
  await expect(project.merge('copy', 'c.pkl')).rejects.toMatchObject({
    code: 'PSYRUN_FILE_NOT_FOUND',
    message: expect.stringContaining('large parameters'),
  });
});
