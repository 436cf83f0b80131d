import { afterEach, beforeEach, test } from '@jest/globals';
import { Project } from '../fixtures/project.ts';
import { PYTHON_FILES } from '../transcripts/python-files.ts';
import { takeStep } from '../transcripts/take-step.ts';

const before = process.env['PSYRUN_PYTHON'];
let project: Project;
beforeEach(() => {
  project = new Project();
  process.env['PSYRUN_PYTHON'] = '/usr/bin/python3';
});
afterEach(() => {
  project.remove();
  if (before === undefined) delete process.env['PSYRUN_PYTHON'];
  else process.env['PSYRUN_PYTHON'] = before;
});

/** A step with `differs` differs on purpose. All other steps are as in the original. */
test.each(PYTHON_FILES.map((transcript) => [transcript.name, transcript] as const))(
  'the transcript %s of the original, with its task files in Python',
  async (_, { steps }) => {
    for (const step of steps) await takeStep(project, step);
  },
);
