import { expect, test } from '@jest/globals';
import { RealSlurm } from '../../../../tools/slurm/real-slurm.mjs';
import { Project } from '../fixtures/project.ts';
import { psyHere, PSYRUN } from '../fixtures/psy-here.ts';
import { newSweep } from './cluster-sweep.ts';

/** A Slurm with a lower limit of jobs than `maxJobs` of the task, and without accounting. */
new RealSlurm('--nodes', '2', '--set', 'MaxJobCount=10');

test('a task gets as many jobs as Slurm can hold', async () => {
  const settings = ["scheduler = 'slurm'", "schedulerArgs = { timelimit: '5m' }", 'maxJobs = 40'];
  const sweep = newSweep({ rows: 40, settings });
  const printed = await sweep.succeeds('run');
  expect(printed).toContain('slurm can hold 7 jobs instead of 40 (maxJobs).');
  await sweep.finish();
  expect([...sweep.evaluations().values()]).toEqual(Array<number>(40).fill(1));
}, 180_000);

test('psy doctor tells the limits of Slurm and of its partitions', async () => {
  const project = new Project();
  const { status, stdout } = await psyHere(project, ['doctor'], undefined, PSYRUN);
  project.remove();
  expect(status).toBe(0);
  expect(stdout).toMatch(/slurm:\n {2}ok {7}controller: .* answers, Slurm \d+\.\d+\.\d+\.\n/);
  expect(stdout).toContain('all users together have up to 10 jobs.');
  expect(stdout).toMatch(/warning {2}accounting: Slurm keeps no accounts.*\n +Look at a run/);
  expect(stdout).toMatch(/partition \w+: It is up, and the default\. .*Nodes 2,/);
}, 60_000);
