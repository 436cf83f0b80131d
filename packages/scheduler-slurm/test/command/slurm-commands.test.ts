import { describe, expect, test } from '@jest/globals';
import { CommandStandIns } from '@psyrun/testkit';
import { slurmCommand, slurmEnvironment } from '../../src/command/slurm-commands.ts';

test('removes variables that change answers or belong to the surrounding job', () => {
  const env = {
    PATH: '/bin',
    SLURM_CONF: '/etc/slurm.conf',
    SLURM_CLUSTERS: 'graham',
    SLURM_JOB_ID: '1',
    SLURM_ARRAY_TASK_ID: '3',
    SLURM_MEM_PER_CPU: '100',
    SQUEUE_STATES: 'RUNNING',
    SQUEUE_FORMAT: '%i',
    SACCT_FORMAT: 'jobid',
    SBATCH_ARRAY_INX: '0-9',
    SBATCH_WAIT: '1',
    SBATCH_TEST_ONLY: '1',
    SBATCH_REQUEUE: '1',
    SBATCH_ACCOUNT: 'mine',
  };
  expect(slurmEnvironment(env)).toEqual({
    PATH: '/bin',
    SLURM_CONF: '/etc/slurm.conf',
    SLURM_CLUSTERS: 'graham',
    SBATCH_ACCOUNT: 'mine',
    SLURM_BITSTR_LEN: '0',
  });
});

describe('a refusal of Slurm', () => {
  const failed = (why: string) => `sbatch: error: Batch job submission failed: ${why}`;

  /** Returns the hint that psyrun adds to the message of Slurm. */
  async function hintFor(words: string): Promise<string> {
    const commands = new CommandStandIns();
    commands.add('sbatch', `echo '${words}' >&2; exit 1`);
    try {
      const { message } = await slurmCommand('sbatch', []).then(
        () => new Error('taken'),
        (error: Error) => error,
      );
      const told = `sbatch failed with exit code 1: ${words}.`;
      expect(message.slice(0, told.length)).toBe(told);
      return message.slice(told.length).trim();
    } finally {
      commands.remove();
    }
  }

  test.each([
    ['Unable to contact slurm controller (connect failure)', /^Slurm is down\. Try again later/],
    ['Invalid partition name specified', /^Set partition/],
    ['Invalid account or account/partition combination specified', /^Set account/],
    ['Invalid qos specification', /^Set qos/],
    ['Job violates accounting/QOS policy (job submit limit, user size)', /^Set maxJobs/],
    ['Resource temporarily unavailable', /^Slurm is full/],
    ['Requested time limit is invalid (missing or exceeds some limit)', /^Set a shorter timelimit/],
    ['Requested node configuration is not available', /^Request less/],
    ['Memory specification can not be satisfied', /^Request less/],
    ['CPU count per node can not be satisfied', /^Request less/],
  ])('because of "%s" has a hint', async (words, hint) => {
    expect(await hintFor(failed(words))).toMatch(hint);
  });

  test('for another reason has only the message of Slurm', async () => {
    const words = 'problem talking to the database: Resource temporarily unavailable';
    expect(await hintFor(words)).toBe('');
    expect(await hintFor('sbatch: error: Invalid --mem specification')).toBe('');
  });
});
