import { describe, expect, test } from '@jest/globals';
import { fileURLToPath } from 'node:url';
import type { ProgramAddress } from '@psyrun/core';
import { describeWorkerProgram } from '@psyrun/testkit';
import { python } from '../src/python/python.ts';
import { r } from '../src/r/r.ts';
import { FEW_PYTHONS } from './pythons.ts';

const FIXTURES = fileURLToPath(new URL('./fixtures', import.meta.url));
const runner = { describe, test, expect };

function programOf(address: unknown) {
  const { program, load } = address as ProgramAddress;
  return { argv: program.argv, load: { ...load } };
}

for (const { path, version } of FEW_PYTHONS) {
  const located = python('./square.py', 'square', { interpreter: path }).locate(FIXTURES);
  describeWorkerProgram(runner, `Python ${version}`, {
    ...programOf(located),
    examples: [
      { row: { x: 3 }, result: { y: 9 } },
      { row: { x: 0.5 }, result: { y: 0.25 } },
    ],
    failing: { x: 'a text' },
  });
}

describeWorkerProgram(runner, 'R', {
  ...programOf(await r('./square.R', 'square').locate(FIXTURES)),
  examples: [{ row: { x: 3 }, result: { y: 9 } }],
  failing: { x: 'a text' },
});
