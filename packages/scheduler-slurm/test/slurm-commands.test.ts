import { expect, test } from '@jest/globals';
import { slurmEnvironment } from '../src/slurm-commands.ts';

test('what makes Slurm answer otherwise, or belongs to the job around, is left out', () => {
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
