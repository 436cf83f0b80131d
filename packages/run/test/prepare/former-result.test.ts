import {
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import type { Task } from '@psyrun/core';
import { param, range } from '@psyrun/pspace';
import { mergeRun, prepareRun, readStatus, type PreparedRun } from '../../src/index.ts';
import { jobContext, newFolder, taskIn } from '../fixtures.ts';
import { finished } from './finished.ts';

const space = param({ x: range(4) });
const goOn = { continue: false };

const merge = ({ workdir }: Task) => mergeRun({ workdir }, jobContext);
const todo = ({ states }: PreparedRun) => [...states.indices(0, 1)];

describe('a result that is not the present one any more', () => {
  test('goes to kept/ when the store changes, and the note says so', async () => {
    const task = taskIn(newFolder(), space);
    await finished(task);
    const other = { ...task, resultfile: join(task.workdir, 'result.h5') };
    const notes: string[] = [];
    const onNote = (note: string) => notes.push(note);
    await prepareRun(other, { continue: false, onNote });
    const kept = join(task.workdir, 'kept/1');
    expect(notes).toContain(`The result of the former generation is now in ${kept}.`);
    expect(existsSync(task.resultfile)).toBe(false);
    expect(existsSync(join(kept, 'result.pkl'))).toBe(true);
    expect(await merge(other)).toBe(0);
    expect((await readStatus(other)).complete).toBe(true);
  });

  test('is not lost if the generation is interrupted after it was moved', async () => {
    const task = taskIn(newFolder(), space);
    const { directory } = await finished(task);
    const run = readFileSync(directory.run);
    const grown = { ...task, pspace: param({ x: range(5) }) };
    await prepareRun(grown, { continue: true });
    // This simulates a crash before the new run.json: the result is among the journals.
    rmSync(directory.out, { recursive: true });
    renameSync(join(directory.kept, '1'), directory.out);
    writeFileSync(directory.run, run);
    await prepareRun(grown, { continue: true });
    expect(existsSync(join(directory.kept, '1/result.pkl'))).toBe(true);
    expect(todo(await prepareRun(grown, { continue: false }))).toEqual([4]);
  });

  test('is moved to previous/ if its run is unknown', async () => {
    const task = taskIn(newFolder(), space);
    mkdirSync(task.workdir, { recursive: true });
    writeFileSync(task.resultfile, 'of a stranger');
    const { directory } = await finished(task);
    const moved = readFileSync(join(directory.previous, 'result.pkl'), 'utf8');
    expect(moved).toBe('of a stranger');
  });

  test('stays where it is if it belongs to the original of a copied work directory', async () => {
    const folder = newFolder();
    const task = taskIn(folder, space);
    await finished(task);
    const workdir = join(folder, 'psy-work/copy');
    cpSync(task.workdir, workdir, { recursive: true });
    writeFileSync(task.file, '// changed', { flag: 'a' });
    await prepareRun({ ...task, workdir, resultfile: join(workdir, 'result.pkl') }, goOn);
    expect(existsSync(task.resultfile)).toBe(true);
    expect(existsSync(join(workdir, 'previous/result.pkl'))).toBe(true);
  });

  test('is not taken from another task whose work directory was copied', async () => {
    const task = taskIn(newFolder(), space);
    await finished(task);
    const other = { ...task, name: 'u' };
    expect(await readStatus(other)).toMatchObject({
      complete: false,
      changes: ["The run is of task 't'."],
    });
    expect((await prepareRun(other, { continue: false, dryRun: true })).complete).toBe(false);
    await expect(prepareRun(other, { continue: true })).rejects.toMatchObject({
      code: 'PSYRUN_RUN_CHANGED',
    });
  });

  test('is written again from the journals if its content has changed', async () => {
    const task = taskIn(newFolder(), space);
    await finished(task);
    const { atime, mtime } = statSync(task.resultfile);
    const bytes = readFileSync(task.resultfile);
    const damaged = Buffer.from(bytes);
    damaged[20]! ^= 1;
    writeFileSync(task.resultfile, damaged);
    utimesSync(task.resultfile, atime, mtime);
    const prepared = await prepareRun(task, goOn);
    expect({ complete: prepared.complete, todo: todo(prepared) }).toEqual({
      complete: false,
      todo: [],
    });
    expect(await merge(task)).toBe(0);
    expect(readFileSync(task.resultfile)).toEqual(bytes);
  });
});
