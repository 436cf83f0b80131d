import { describe, expect, test } from '@jest/globals';
import { describeScheduler } from '@psyrun/testkit';
import { Slurm } from '../src/index.ts';
import { inGuide } from '../../../tools/capabilities/guide-row.mjs';
import { RealSlurm } from '../../../tools/slurm/real-slurm.mjs';

const slurm = new RealSlurm();

// Slurm starts jobs once a second, so all cases together take little longer than one.
const guide = inGuide('slurm', { describe, test: test.concurrent, expect });
describeScheduler(guide.runner, 'Slurm', () => new Slurm(), {
  args: { timelimit: '10m' },
});

test('the table of the guide is what this suite has found', () =>
  guide.expectRow(`Slurm ${slurm.run('sinfo', '--version').trim().split(' ')[1]}`));
