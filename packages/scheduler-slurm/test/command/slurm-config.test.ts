import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { CommandStandIns } from '@psyrun/testkit';
import { slurmConfig, systemOf } from '../../src/command/slurm-config.ts';

let commands: CommandStandIns;
beforeEach(() => {
  commands = new CommandStandIns();
});
afterEach(() => commands.remove());

const CONFIG = 'ClusterName = a\nSlurmctldHost[0] = vm(127.0.0.1)\nSlurmctldPort = 6817';

test('two clusters of one name differ by their controllers', () => {
  expect(systemOf(CONFIG)).toBe('a at vm:6817');
  expect(systemOf(CONFIG.replace('6817', '6818'))).toBe('a at vm:6818');
  expect(systemOf('')).toBe('unnamed at unnamed:unnamed');
});

test.each([
  ['echo "Slurmctld(primary) at vm is DOWN"; exit 1', 'at vm is DOWN.'],
  ['echo "error: no key." >&2; exit 1', 'error: no key.'],
  ['exit 1', 'scontrol ping ended with exit code 1.'],
])('the words of a controller that does not answer are told: %s', async (script, words) => {
  commands.add('scontrol', script);
  await expect(slurmConfig()).rejects.toMatchObject({
    code: 'PSYRUN_SCHEDULER',
    message: expect.stringMatching(
      new RegExp(
        `^No controller of Slurm answers: .*${words.replaceAll('.', '\\.')} Slurm is down`,
      ),
    ),
  });
});
