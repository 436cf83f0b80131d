import { describe, expect, test } from '@jest/globals';
import { describeScheduler } from '@psyrun/testkit';
import { inGuide } from '../../../tools/capabilities/guide-row.mjs';
import { ImmediateRun } from '../src/index.ts';

const guide = inGuide('immediate', { describe, test, expect });
describeScheduler(guide.runner, 'ImmediateRun', () => new ImmediateRun());

test('the table of the guide is what this suite has found', () => guide.expectRow('this machine'));
