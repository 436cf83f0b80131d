import type { Check } from '@psyrun/core';
import { systemOf } from '../command/slurm-config.ts';
import { readLimits } from '../submit/slurm-limits.ts';

/**
 * Returns what an answer of `scontrol show config` says about arrays, accounting, memory and the end of
 * jobs.
 *
 * @example
 * ```ts
 * const config = ['ClusterName = graham', 'SlurmctldHost[0] = gra1', 'SlurmctldPort = 6817',
 *   'SLURM_VERSION = 22.05.8', 'MaxArraySize = 1001', 'MaxJobCount = 10000', 'MinJobAge = 300 sec',
 *   'AccountingStorageType = accounting_storage/slurmdbd', 'SelectTypeParameters = CR_CORE_MEMORY',
 *   'PreemptMode = OFF', 'KillWait = 30 sec'].join('\n');
 * configChecks(config).map(({ about }) => about);
 * // => ['controller', 'arrays', 'accounting', 'memory', 'preemption']
 * ```
 */
export function configChecks(config: string): Check[] {
  const read = (key: string): string =>
    new RegExp(`^${key}\\s*=\\s*(.*\\S)`, 'm').exec(config)?.[1] ?? 'unknown';
  return [
    {
      about: 'controller',
      outcome: 'ok',
      found: `${systemOf(config)} answers, Slurm ${read('SLURM_VERSION')}.`,
    },
    arrays(config),
    accounting(read('AccountingStorageType'), read('MinJobAge')),
    memory(read('SelectTypeParameters')),
    preemption(read('PreemptMode'), read('SlurmctldParameters'), read('KillWait')),
  ];
}

function arrays(config: string): Check {
  const { maxArraySize, maxJobCount } = readLimits(config);
  const about = 'arrays';
  if (maxArraySize === 0) {
    return {
      about,
      outcome: 'warning',
      found: 'Slurm allows no job arrays (MaxArraySize = 0).',
      advice: 'Ask the administrators of the cluster; meanwhile set maxJobs to 1.',
    };
  }
  const found = `An array has up to ${maxArraySize} jobs, longer ones are divided; all users together have up to ${maxJobCount} jobs.`;
  return { about, outcome: 'ok', found };
}

function accounting(storage: string, age: string): Check {
  const about = 'accounting';
  if (/slurmdbd|mysql/.test(storage)) {
    return { about, outcome: 'ok', found: 'sacct tells how jobs ended.' };
  }
  return {
    about,
    outcome: 'warning',
    found: `Slurm keeps no accounts, and forgets how a job ended after ${age}.`,
    advice: 'Look at a run within that time; later, psyrun reads the end of the logs of its jobs.',
  };
}

function memory(parameters: string): Check {
  const about = 'memory';
  if (/MEMORY/i.test(parameters)) {
    return { about, outcome: 'ok', found: 'Slurm counts the memory that jobs request.' };
  }
  return {
    about,
    outcome: 'warning',
    found: `Slurm does not count the memory that jobs request (SelectTypeParameters = ${parameters}).`,
    advice: 'Choose maxJobs so that the jobs of a node fit into its memory together.',
  };
}

function preemption(mode: string, parameters: string, wait: string): Check {
  const about = 'preemption';
  const grace = `A job that has to end has ${wait} between SIGTERM and SIGKILL.`;
  if (/^OFF/i.test(mode)) {
    return { about, outcome: 'ok', found: `Jobs are not preempted. ${grace}` };
  }
  const isTold = /preempt_send_user_signal/.test(parameters);
  const signal = isTold ? 'The signal of --signal comes first' : 'Only SIGTERM comes first';
  return {
    about,
    outcome: 'warning',
    found: `Jobs may be preempted (PreemptMode = ${mode}). ${signal}. ${grace}`,
    advice: 'Prefer rows that are short: a row that is interrupted is evaluated again.',
  };
}
