import { describe, expect, test } from '@jest/globals';
import { describeScheduler } from '@psyrun/testkit';
import { Sqsub } from '../src/index.ts';
import { standInForSqsub } from '../../../tools/sqsub/stand-in.mjs';

standInForSqsub();

const args = { timelimit: '10m', memory: '100M' };
describeScheduler({ describe, test, expect }, 'Sqsub', () => new Sqsub(), { args });
