import { PsyrunError } from '@psyrun/core';
import { runCommand } from '@psyrun/scheduler-command';
import { DOWN, slurmCommand, slurmEnvironment } from './slurm-commands.ts';

/**
 * Resolves to the answer of `scontrol show config`. Throws `PSYRUN_SCHEDULER` at once if no
 * controller answers.
 */
export async function slurmConfig(): Promise<string> {
  await checkController();
  return slurmCommand('scontrol', ['show', 'config']);
}

/**
 * A ping takes milliseconds. Every other command waits half a minute for a controller that is down.
 */
async function checkController(): Promise<void> {
  const env = slurmEnvironment(process.env);
  const answer = await runCommand('scontrol', ['ping'], { timeout: 60_000, env });
  const { exitCode, stdout, stderr } = answer;
  // A backup controller that is up is enough.
  if (exitCode === 0 || /\bUP\b/.test(stdout)) return;
  // The commands of Slurm say why they cannot even ask, for example that a key is missing.
  const words = `${stdout}\n${stderr}`.trim() || `scontrol ping ended with exit code ${exitCode}`;
  throw new PsyrunError('PSYRUN_SCHEDULER', `No controller of Slurm answers: ${sentence(words)}`, {
    hint: DOWN,
    fields: { stdout, stderr },
  });
}

function sentence(words: string): string {
  return /[.!?]$/.test(words) ? words : `${words}.`;
}

/**
 * Returns the name of the cluster and the address of its primary controller. Two clusters can have
 * the same name.
 *
 * @example
 * ```ts
 * systemOf('ClusterName = graham\nSlurmctldHost[0] = gra1(10.0.0.1)\nSlurmctldPort = 6817');
 * // => 'graham at gra1:6817'
 * ```
 */
export function systemOf(config: string): string {
  const read = (key: string): string =>
    new RegExp(`^${key}\\s*=\\s*([^\\s(]+)`, 'm').exec(config)?.[1] ?? 'unnamed';
  const host = read('(?:SlurmctldHost\\[0\\]|ControlMachine)');
  return `${read('ClusterName')} at ${host}:${read('SlurmctldPort')}`;
}
