import { describe, expect, test } from '@jest/globals';
import { describeScheduler } from '@psyrun/testkit';
import { Sge } from '../src/index.ts';
import { RealSge } from '../../../tools/sge/real-sge.mjs';

new RealSge('--slots', '64');

const runner = { describe, test: test.concurrent, expect };
describeScheduler(runner, 'Sge', () => new Sge(), { args: { timelimit: '20m' } });
