import { expect, test } from '@jest/globals';
import { configChecks } from '../../src/examine/config-checks.ts';
import { partitionChecks } from '../../src/examine/partition-checks.ts';

/** Lines of `scontrol show config` of Slurm 22.05. */
const CONFIG = `
AccountingStorageType   = accounting_storage/slurmdbd
ClusterName             = graham
KillWait                = 30 sec
MaxArraySize            = 1001
MaxJobCount             = 10000
MinJobAge               = 300 sec
PreemptMode             = OFF
SelectTypeParameters    = CR_CORE_MEMORY
SLURM_VERSION           = 22.05.8
SlurmctldHost[0]        = gra1(10.0.0.1)
SlurmctldParameters     = (null)
SlurmctldPort           = 6817
`;
const changed = (key: string, value: string) =>
  CONFIG.replace(new RegExp(`^(${key} *=).*`, 'm'), `$1 ${value}`);
const outcomes = (config: string) =>
  configChecks(config).flatMap(({ about, outcome }) => (outcome === 'ok' ? [] : [about]));
const found = (config: string, about: string) =>
  configChecks(config).find((check) => check.about === about)!.found;

test('a cluster where nothing is to be heeded', () => {
  expect(outcomes(CONFIG)).toEqual([]);
  expect(found(CONFIG, 'controller')).toBe('graham at gra1:6817 answers, Slurm 22.05.8.');
  expect(found(CONFIG, 'arrays')).toContain('up to 1001 jobs');
  expect(found(CONFIG, 'preemption')).toContain('30 sec between SIGTERM and SIGKILL');
});

test.each([
  ['MaxArraySize', '0', 'arrays'],
  ['AccountingStorageType', '(null)', 'accounting'],
  ['SelectTypeParameters', 'CR_CORE', 'memory'],
  ['PreemptMode', 'REQUEUE', 'preemption'],
])('%s = %s is a warning with advice', (key, value, about) => {
  const config = changed(key, value);
  expect(outcomes(config)).toEqual([about]);
  expect(configChecks(config).find((check) => check.about === about)!.advice).toMatch(/\.$/);
});

test('whether a preempted job gets the signal that it asked for', () => {
  const preempting = changed('PreemptMode', 'REQUEUE');
  expect(found(preempting, 'preemption')).toContain('Only SIGTERM comes first');
  const told = preempting.replace('(null)', 'preempt_send_user_signal');
  expect(found(told, 'preemption')).toContain('The signal of --signal comes first');
});

test('a partition that is down is a warning', () => {
  const checks = partitionChecks('a*|up|1:00:00|n/a|1|2|800\nb|down|infinite|1:00:00|2|4+|900+\n');
  expect(checks.map(({ about, outcome }) => [about, outcome])).toEqual([
    ['partition a', 'ok'],
    ['partition b', 'warning'],
  ]);
  expect(checks[0]!.found).toContain('and the default. Time limit 1:00:00. Nodes 1');
  expect(checks[1]!.found).toContain('Time limit infinite, 1:00:00 if a job names none.');
});
