import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { readSqjobs } from '../src/sqjobs.ts';

/** The table as recorded by programs that read it. Priority and nodes may be empty. */
const TABLE = `jobid  queue state ncpus prio  nodes time command
------ ----- ----- ----- ---- ------ ---- ------------
169799 nrap1     R     1      wha309 615s ~prioux/x.sh
169800 nrap1     Q     1  120             psy circle
169801 nrap1    *Q     1  120             R 2
169802 nrap1     Z     1  120 wha309 10s  x
169803 nrap1     D     1      wha309 615s x
2460 CPUs total, 837 idle, 1623 busy; 1251 jobs running; 0 suspended, 11515 queued.`;

test('reads the states of the jobs in the table', () => {
  expect([...readSqjobs(TABLE).values()].map(({ id, state }) => [id, state])).toEqual([
    ['169799', 'running'],
    ['169800', 'queued'],
    ['169801', 'waiting'],
    ['169802', 'suspended'],
    ['169803', 'unknown'],
  ]);
});

test('an empty answer has no jobs; a missing answer is an error', () => {
  expect(readSqjobs('').size).toBe(0);
  fc.assert(
    fc.property(fc.string(), (text) => {
      expect(readSqjobs(text)).toBeInstanceOf(Map);
    }),
  );
});
