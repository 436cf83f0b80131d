import { test } from '@jest/globals';
import { PYTHON_FILES } from '../transcripts/python-files.ts';
import { takeStep } from '../transcripts/take-step.ts';
import { inPythonProject } from './debian-python.ts';

const { project } = inPythonProject();

/** A step with `differs` differs on purpose. All other steps are as in the original. */
test.each(PYTHON_FILES.map((transcript) => [transcript.name, transcript] as const))(
  'the transcript %s of the original, with its task files in Python',
  async (_, { steps }) => {
    for (const step of steps) await takeStep(project(), step);
  },
);
