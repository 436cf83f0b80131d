import { describe, expect, test } from '@jest/globals';
import { describeScheduler } from '@psyrun/testkit';
import { Sge } from '../src/index.ts';
import { inGuide } from '../../../tools/capabilities/guide-row.mjs';
import { RealSge } from '../../../tools/sge/real-sge.mjs';

const sge = new RealSge('--slots', '64');

const guide = inGuide('sge', { describe, test: test.concurrent, expect });
describeScheduler(guide.runner, 'Sge', () => new Sge(), { args: { timelimit: '20m' } });

test('the table of the guide is what this suite has found', () =>
  guide.expectRow(`Grid Engine ${/[\d.]+/.exec(sge.run('qstat', '-help'))![0]}`));
