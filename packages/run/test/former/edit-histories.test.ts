import { expect, test } from '@jest/globals';
import { rmSync } from 'node:fs';
import { openJournal } from '@psyrun/journal';
import { indicesIn, lengthOf, toRanges } from '@psyrun/pspace/internal';
import { certificateOf } from '../../src/certificate/certificate.ts';
import { codeDigest } from '../../src/fingerprint/code-digest.ts';
import { collectRun, mergeRun, prepareRun, type PreparedRun } from '../../src/index.ts';
import { newFolder, taskIn } from '../fixtures.ts';
import { jobContext } from '../job-context.ts';
import { makeStore } from '../make-store.ts';
import { Dice, Study } from './edit-model.ts';

const HISTORIES = Number(process.env['PSYRUN_HISTORIES'] ?? 4);
const FIRST = Number(process.env['PSYRUN_SEED'] ?? 1);
const STEPS = 8;

/** Makes one history: edits of the space and the code, rows that are evaluated or not, or evaluated again. */
async function history(seed: number): Promise<void> {
  const dice = new Dice(seed);
  const study = new Study();
  const folder = newFolder();
  const digests = new Map<string, number>();
  let evaluations = 0;
  for (let step = 0; step < STEPS; step++) {
    if (step > 0) study.edit(dice);
    const { space, code } = study;
    const task = taskIn(folder, space, {
      code: async () => ({ [`${folder}/task_t.ts`]: `v${code}` }),
    });
    const options = { continue: step > 0, acceptChanges: true };
    let prepared = await prepareRun(task, options);
    if (!prepared.complete) {
      expectTodo(prepared, study);
      if (dice.below(4) === 0) prepared = await again(prepared, study, () => dice.below(2) === 0);
      await evaluate(
        prepared,
        () => dice.below(5),
        study,
        () => ++evaluations,
      );
    }
    digests.set(codeDigest(prepared.run.fingerprint), code);
    await expectResult(prepared, task, study, digests);
  }

  async function again(
    { run }: PreparedRun,
    known: Study,
    choose: () => boolean,
  ): Promise<PreparedRun> {
    const rows = toRanges(known.space.length === 0 ? [] : [...known.known().keys()].filter(choose));
    if (lengthOf(rows) === 0)
      return prepareRun(lastTask(), { continue: true, acceptChanges: true });
    for (const index of indicesIn(rows)) known.forget(known.space.at(index));
    const next = await prepareRun(lastTask(), {
      continue: false,
      acceptChanges: true,
      again: rows,
    });
    expect(next.run.generation).toBe(run.generation + 1);
    expectTodo(next, known);
    return next;
  }

  function lastTask() {
    const { space, code } = study;
    return taskIn(folder, space, { code: async () => ({ [`${folder}/task_t.ts`]: `v${code}` }) });
  }
}

/** What is to be evaluated is what is not known, and nothing else. */
function expectTodo({ run }: PreparedRun, study: Study): void {
  const unknown = study.known().flatMap((one, index) => (one === undefined ? [index] : []));
  expect([...indicesIn(run.todo)]).toEqual(unknown);
}

/** Evaluates rows that are left: some fail, and some are not reached. From the second code on there is an `e`. */
async function evaluate(
  { directory, run }: PreparedRun,
  fate: () => number,
  study: Study,
  next: () => number,
): Promise<void> {
  const { created, generation } = run;
  const session = {
    run: created,
    generation,
    space: run.space.hash,
    code: codeDigest(run.fingerprint),
  };
  const journal = await openJournal(directory.journal(0), session);
  const reaches = fate() > 0;
  for (const index of indicesIn(run.todo)) {
    const row = study.space.at(index) as Record<string, number>;
    const common = { index, attempt: 1, startedAt: 0, duration: 1 };
    const roll = reaches ? 9 : fate();
    if (roll === 0) continue;
    if (roll === 1) {
      journal.append({
        ...common,
        kind: 'failed',
        row,
        error: { name: 'E', message: '', reason: 'threw' },
      });
      continue;
    }
    const y = next();
    journal.append({
      ...common,
      kind: 'done',
      row: { ...row, y, ...(study.code > 1 && { e: y / 2 }) },
    });
    study.done.push({ row: { ...row }, y, code: study.code });
  }
  await journal.close();
}

/** The result has the present parameters and the results of each known row, and the certificate tells the truth. */
async function expectResult(
  { directory, run }: PreparedRun,
  { workdir, resultfile }: ReturnType<typeof taskIn>,
  study: Study,
  digests: ReadonlyMap<string, number>,
): Promise<void> {
  const known = study.known();
  const done = known.flatMap((one, index) => (one === undefined ? [] : [{ ...one, index }]));
  const { counts, origins, lacking } = await collectRun(directory, run);
  expect(counts).toMatchObject({ done: done.length, total: known.length });
  const codes = origins.flatMap(({ code, ranges }) =>
    [...indicesIn(ranges)].map((index) => [index, digests.get(code)]),
  );
  expect(new Map(codes as [number, number][])).toEqual(
    new Map(done.map(({ index, code }) => [index, code])),
  );
  const without = done.filter(({ code }) => code === 1).length;
  expect(lacking).toEqual(without > 0 && without < done.length ? { e: without } : {});
  rmSync(resultfile, { force: true });
  const exit = await mergeRun({ workdir }, jobContext());
  expect(exit).toBe(done.length === known.length ? 0 : 1);
  if (exit === 1) return;
  const table = await (await makeStore()).load(resultfile);
  const rows = done.map(({ index, y, code }) => ({
    ...study.space.at(index),
    y,
    ...(done.some((one) => one.code > 1) && { e: code > 1 ? y / 2 : NaN }),
  }));
  const columns = Object.keys(rows[0] ?? {});
  expect(Object.keys(table)).toEqual(expect.arrayContaining(columns));
  for (const key of columns) {
    expect(Array.from(table[key] as Iterable<unknown>)).toEqual(
      rows.map((row) => (row as Record<string, unknown>)[key]),
    );
  }
  const certificate = await certificateOf(resultfile);
  expect(certificate).toMatchObject({ rows: { total: known.length }, origins });
  expect(certificate!.lacking ?? {}).toEqual(lacking);
}

test('no edit of a study makes psyrun take a wrong row, evaluate a known one or certify a falsehood', async () => {
  for (let seed = FIRST; seed < FIRST + HISTORIES; seed++) {
    await history(seed).catch((error: unknown) => {
      throw new Error(`history with seed ${seed}`, { cause: error });
    });
  }
}, 120_000);
