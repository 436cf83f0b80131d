import { describe, expect, test } from '@jest/globals';
import { describeScheduler } from '@psyrun/testkit';
import { Slurm } from '../src/index.ts';
import { RealSlurm } from './real-slurm.ts';

new RealSlurm();

describeScheduler({ describe, test, expect }, 'Slurm', () => new Slurm(), { timelimit: '10m' });
