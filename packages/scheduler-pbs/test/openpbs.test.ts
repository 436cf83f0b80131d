import { describe, expect, test } from '@jest/globals';
import { describeScheduler } from '@psyrun/testkit';
import { Pbs } from '../src/index.ts';
import { inGuide } from '../../../tools/capabilities/guide-row.mjs';
import { standInForPbs } from '../../../tools/pbs/stand-in.mjs';

standInForPbs('OpenPBS');

const guide = inGuide('pbs', { describe, test: test.concurrent, expect });
describeScheduler(guide.runner, 'Pbs with the commands of OpenPBS', () => new Pbs(), {
  args: { timelimit: '10m' },
});

test('the table of the guide is what this suite has found', () =>
  guide.expectRow('a stand-in for OpenPBS'));
