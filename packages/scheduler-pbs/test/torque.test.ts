import { describe, expect, test } from '@jest/globals';
import { describeScheduler } from '@psyrun/testkit';
import { Pbs } from '../src/index.ts';
import { standInForPbs } from '../../../tools/pbs/stand-in.mjs';

standInForPbs('Torque');

const runner = { describe, test: test.concurrent, expect };
describeScheduler(runner, 'Pbs with the commands of Torque', () => new Pbs(), {
  args: { timelimit: '10m' },
});
