import { describe, expect, test } from '@jest/globals';
import { describeScheduler } from '@psyrun/testkit';
import { Slurm } from '../src/index.ts';
import { RealSlurm } from '../../../tools/slurm/real-slurm.mjs';

new RealSlurm();

// Slurm starts jobs once a second, so all cases together take little longer than one.
const runner = { describe, test: test.concurrent, expect };
describeScheduler(runner, 'Slurm', () => new Slurm(), {
  args: { timelimit: '10m' },
});
