import { describe, expect, test } from '@jest/globals';
import { describeScheduler } from '@psyrun/testkit';
import { Pbs } from '../src/index.ts';

/** The conformance suite on the PBS of this machine, with `PSYRUN_PBS=1`. */
const runner = { describe, test: test.concurrent, expect };
if (process.env['PSYRUN_PBS'] === '1') {
  describeScheduler(runner, 'Pbs', () => new Pbs(), { args: { timelimit: '10m' } });
} else {
  test('no real PBS is asked for', () => expect(process.env['PSYRUN_PBS']).toBeUndefined());
}
