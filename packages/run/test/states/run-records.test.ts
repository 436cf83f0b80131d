import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { wholeTable } from '@psyrun/columns';
import { STORE_VALUE_KINDS, type Row } from '@psyrun/core';
import { openJournal, rowWithDigests } from '@psyrun/journal';
import { hashSpace, param, range, type Space } from '@psyrun/pspace';
import { encodeDocument, type DocumentKind } from '@psyrun/files/documents';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import {
  ROW_DONE,
  type WorkDirectory,
  collectRun,
  knownRuns,
  prepareRun,
  readFailures,
  readStatus,
  RunRecords,
} from '../../src/index.ts';
import { newFolder, record, taskIn } from '../fixtures.ts';

const space = param({ x: range(4), name: ['a', 'b', 'c', 'd'] });
const common = { kind: 'done', attempt: 1, startedAt: 0, duration: 1 } as const;

/** Begins a run and writes a journal. Its session is that of the run with changes. */
async function recorded(rows: readonly [number, Row][], session: object = {}, of: Space = space) {
  const task = taskIn(newFolder(), of);
  const { directory, run } = await prepareRun(task, { continue: false });
  const { created, generation } = run;
  const present = { run: created, generation, space: run.space.hash };
  const journal = await openJournal(directory.journal(0), { ...present, ...session });
  for (const [index, row] of rows) journal.append({ ...common, index, row });
  await journal.close();
  return { task, directory, run, file: directory.journal(0) };
}

const good: [number, Row] = [0, { x: 0, name: 'a', y: 0 }];

/** Expects that only row 0 counts, whatever reads the records, and resolves to the problems. */
async function problemsOf({ task, directory, run }: Awaited<ReturnType<typeof recorded>>) {
  const { states, problems } = await readStatus(task);
  const counts = { total: 4, done: 1, failed: 0, missing: 3 };
  expect(states.counts()).toEqual(counts);
  const collected = await collectRun(directory, run);
  expect(collected).toMatchObject({ counts, refused: problems });
  const { x } = await wholeTable(collected.tables(STORE_VALUE_KINDS)());
  expect(x).toEqual([0]);
  expect((await readFailures(task, () => () => undefined)).states.counts()).toEqual(counts);
  const { run: again, states: read } = await prepareRun(task, { continue: true });
  expect([again.todo, read.refused]).toEqual([[[1, 4]], problems]);
  return problems;
}

describe('a record does not count', () => {
  test.each<[string, [number, Row], string]>([
    ['names a row behind the last one', [4, { x: 4, name: 'e' }], 'such as row 4'],
    ['names a row before the first one', [-1, { x: 0, name: 'a' }], 'such as row -1'],
    ['has the parameters of another row', [1, { x: 2, name: 'c', y: 4 }], 'such as row 1'],
    ['has one other parameter', [1, { x: 1, name: 'c', y: 1 }], 'such as row 1'],
    ['has no parameters', [2, { y: 4 }], 'such as row 2'],
    ['lacks one parameter', [2, { x: 2, y: 4 }], 'such as row 2'],
    ['has a parameter of another kind', [1, { x: '1', name: 'b' }], 'such as row 1'],
    ['has a parameter that no space can hold', [1, { x: new Map(), name: 'b' }], 'such as row 1'],
  ])('that %s', async (_name, bad, problem) => {
    const written = await recorded([good, bad]);
    expect(await problemsOf(written)).toEqual([
      expect.stringMatching(new RegExp(`0\\.journal has 1 record .*${problem}: not`)),
    ]);
  });

  test.each<[string, object]>([
    ['another run', { run: '2026-11-28T12:00:00.000Z' }],
    ['another generation', { generation: 7 }],
    ['another space', { space: 'x' }],
  ])('that names %s', async (_name, session) => {
    const written = await recorded([good, [1, { x: 1, name: 'b' }]], session);
    await record(written.directory, 1, space, { 0: 0 }, written.run);
    expect(await problemsOf(written)).toEqual([
      `${written.file} has 2 records of another run: not counted [PSYRUN_RECORD_REFUSED].`,
    ]);
  });
});

test('parameters are compared by their identity, whatever holds them', async () => {
  const values = [new Float64Array([1, 2]), [1, 2], { a: [NaN, -0] }, new Date(7)];
  const of = param({ v: values, n: [1, NaN, 0, 2 ** 50] });
  const rows: [number, Row][] = [
    [0, { v: [1, 2], n: 1n }],
    [1, { v: new Float32Array([1, 2]), n: NaN }],
    [2, { v: { a: [NaN, 0] }, n: -0 }],
    [3, { v: new Date(7), n: 2n ** 50n }],
  ];
  const { task } = await recorded(rows, {}, of);
  const { states, problems } = await readStatus(task);
  expect([problems, states.counts().done]).toEqual([[], 4]);
});

test('an excluded parameter may be absent', async () => {
  const { task, run } = await recorded([]);
  const runs = [{ run: { ...run, excludeFromResult: ['name'] }, file: '' }];
  const journal = join(task.workdir, 'out/1.journal');
  const writer = await openJournal(journal, { space: run.space.hash });
  writer.append({ ...common, index: 1, row: { x: 1, y: 1 } });
  await writer.close();
  const found: number[] = [];
  const records = new RunRecords(space, hashSpace(space), { runs, lost: [] });
  await records.scan(journal, ({ index }) => found.push(index));
  expect(found).toEqual([1]);
  expect(records.refusals.sentences()).toEqual([]);
});

/** Changes the space in the `run.json` of the first generation, and its checksum with it. */
function changeKeptSpace(directory: WorkDirectory) {
  const file = directory.keptRun(1);
  const text = readFileSync(file, 'utf8').replace('"c"', '"z"');
  const {
    format: _f,
    version: _v,
    checksum: _c,
    ...content
  } = JSON.parse(text) as object & {
    [key: string]: unknown;
  };
  const kind = { name: 'run', version: 2 } as DocumentKind<object>;
  writeFileSync(file, encodeDocument(kind, content));
  return { file, kind, content };
}

test('the space of a kept run is not made if the present one begins with its rows', async () => {
  const folder = newFolder();
  const { directory, run } = await prepareRun(taskIn(folder, space), { continue: false });
  await record(directory, 0, space, { 1: 1 }, run);
  const now = taskIn(folder, param({ x: range(5), name: ['a', 'b', 'c', 'd', 'e'] }));
  await prepareRun(now, { continue: true });
  changeKeptSpace(directory);
  const { states } = await readStatus(now);
  expect([...states.indices(ROW_DONE)]).toEqual([1]);
});

test('a kept run whose space was changed together with its checksum is refused', async () => {
  const folder = newFolder();
  const { directory, run } = await prepareRun(taskIn(folder, space), { continue: false });
  await record(directory, 0, space, { 1: 1 }, run);
  // It does not begin with the rows of the former one, which are needed then.
  const now = taskIn(folder, param({ x: range(5), name: ['a', 'b', 'd', 'c', 'e'] }));
  await prepareRun(now, { continue: true });
  const { file, kind, content } = changeKeptSpace(directory);
  await expect(readStatus(now)).rejects.toMatchObject({
    code: 'PSYRUN_RUN_CORRUPT',
    fields: { file },
  });
  // The present one is checked before it decides about rows.
  writeFileSync(directory.run, encodeDocument(kind, { ...content, generation: 2 }));
  const { runs } = await knownRuns(directory);
  const present = runs.at(-1);
  await expect(collectRun(directory, present!.run)).rejects.toMatchObject({
    code: 'PSYRUN_RUN_CORRUPT',
  });
});

describe('a record with digests of large parameters', () => {
  const images = [0, 1, 2, 3].map((x) => new Float64Array(100).fill(x));
  const large = param({ x: range(4), image: images });
  const digested = (index: number, image: unknown = images[index]): [number, Row] => [
    index,
    rowWithDigests({ x: index, image, y: index }, ['image'], () => ({ image })),
  ];

  test('counts, and is read with the values of the space', async () => {
    const { task, directory, run } = await recorded([digested(0), digested(2)], {}, large);
    const { tables, counts, refused } = await collectRun(directory, run);
    expect([counts.done, refused]).toEqual([2, []]);
    const { image, y } = await wholeTable(tables(STORE_VALUE_KINDS)());
    expect([image, y]).toEqual([
      [images[0], images[2]],
      [0, 2],
    ]);
    expect((await readStatus(task)).states.counts().done).toBe(2);
  });

  test('does not count with the digest of another value', async () => {
    const { directory, run } = await recorded([digested(1, images[2])], {}, large);
    const { counts, refused } = await collectRun(directory, run);
    expect(counts.done).toBe(0);
    expect(refused).toEqual([expect.stringContaining('other parameters')]);
  });

  test('counts if the task has the values as another type by now', async () => {
    const { task } = await recorded([digested(1)], {}, large);
    const asLists = param({ x: range(4), image: images.map((one) => [...one]) });
    expect(hashSpace(asLists)).toBe(hashSpace(large));
    const { states, problems } = await readStatus({ ...task, pspace: asLists });
    expect([states.counts().done, problems]).toEqual([1, []]);
  });

  test('counts if the description of its run is lost', async () => {
    const { task, directory } = await recorded([digested(1)], {}, large);
    rmSync(directory.run);
    expect((await readStatus(task)).states.counts().done).toBe(1);
    const { states } = await prepareRun(task, { continue: true });
    expect([...states.indices(2)]).toEqual([1]);
  });

  test('is found by its values if its session and its place in the space are lost', async () => {
    const { task, directory } = await recorded([digested(1)], { space: undefined }, large);
    const turned = large.shuffle(1);
    const { runs, lost } = await knownRuns(directory);
    const records = new RunRecords(turned, hashSpace(turned), { runs, lost });
    const found: unknown[] = [];
    await records.scan(directory.journal(0), ({ index, read }) =>
      found.push([turned.at(index), read().row]),
    );
    const row = task.pspace.at(1);
    expect(found).toEqual([[row, { ...row, y: 1 }]]);
  });
});
