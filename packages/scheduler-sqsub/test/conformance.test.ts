import { describe, expect, test } from '@jest/globals';
import { describeScheduler } from '@psyrun/testkit';
import { Sqsub } from '../src/index.ts';
import { inGuide } from '../../../tools/capabilities/guide-row.mjs';
import { standInForSqsub } from '../../../tools/sqsub/stand-in.mjs';

standInForSqsub();

const guide = inGuide('sqsub', { describe, test, expect });
const args = { timelimit: '10m', memory: '100M' };
describeScheduler(guide.runner, 'Sqsub', () => new Sqsub(), { args });

test('the table of the guide is what this suite has found', () => guide.expectRow('a stand-in'));
