import { afterEach, beforeEach, describe, test } from '@jest/globals';
import { Project } from '../fixtures/project.ts';
import { FAILING } from './failing.ts';
import { RUNNING } from './running.ts';
import { takeStep } from './take-step.ts';
import { TASKS } from './tasks.ts';

let project: Project;
beforeEach(() => {
  project = new Project();
});
afterEach(() => project.remove());

/**
 * The translated transcripts of the original. A step with `differs` differs on purpose. For all other
 * steps, the original has the same output and exit code.
 */
describe('transcripts of the original', () => {
  test.each(
    [...RUNNING, ...FAILING, ...TASKS].map((transcript) => [transcript.name, transcript] as const),
  )('%s', async (_name, { steps }) => {
    for (const step of steps) await takeStep(project, step);
  });
});
