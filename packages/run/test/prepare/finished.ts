import { expect } from '@jest/globals';
import type { Task } from '@psyrun/core';
import { mergeRun, prepareRun, type PreparedRun } from '../../src/index.ts';
import { jobContext, record } from '../fixtures.ts';

/** Runs a task with four rows whose results are squares. */
export async function finished(task: Task): Promise<PreparedRun> {
  const prepared = await prepareRun(task, { continue: false });
  await record(prepared.directory, 0, task.pspace, { 0: 0, 1: 1, 2: 4, 3: 9 });
  expect(await mergeRun({ workdir: task.workdir }, jobContext)).toBe(0);
  return prepared;
}
