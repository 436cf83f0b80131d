import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { ImmediateRun, Pbs, Sge, Slurm, Sqsub } from '../src/index.ts';

test('the table of schedulers in the guide says what they declare, which the conformance suite checks', () => {
  const guide = readFileSync(new URL('../../../docs/guide/schedulers.md', import.meta.url), 'utf8');
  const rows = guide.matchAll(/^\| `'(\w+)'` +\|[^|]+\| (yes|no) +\| (yes|no) +\|$/gm);
  const shown = [...rows].map(([, name, arrays, outcomes]) => ({ name, arrays, outcomes }));
  const word = (can: boolean) => (can ? 'yes' : 'no');
  const declared = [ImmediateRun, Slurm, Sge, Pbs, Sqsub].map((Scheduler) => {
    const { name, capabilities } = new Scheduler();
    const { arrays, outcomes } = capabilities;
    return { name, arrays: word(arrays), outcomes: word(outcomes) };
  });
  expect(shown).toEqual(declared);
});
