import { describe, expect, test } from '@jest/globals';
import { describeScheduler } from '@psyrun/testkit';
import { ImmediateRun } from '../src/index.ts';

describeScheduler({ describe, test, expect }, 'ImmediateRun', () => new ImmediateRun());
