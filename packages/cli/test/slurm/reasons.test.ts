import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { FailuresResult } from '@psyrun/operations';
import { CommandStandIns } from '@psyrun/testkit';
import { RealSlurm } from '../../../../tools/slurm/real-slurm.mjs';
import { newSweep, until, type ClusterSweep } from './cluster-sweep.ts';

/** The reasons why jobs ended: from a real Slurm, from its accounting, and from the logs. */
const slurm = new RealSlurm(
  '--accounting',
  ...['--nodes', '4'],
  ...['--set', 'PreemptType=preempt/partition_prio', '--set', 'PreemptMode=CANCEL'],
  ...['--set', 'JobAcctGatherType=jobacct_gather/linux', '--set', 'JobAcctGatherFrequency=task=1'],
  ...['--set', 'JobAcctGatherParams=OverMemoryKill'],
);

/** One job of four rows. The last row waits. */
function sweepOn(node: string, waits = 'n === 3', args = ''): ClusterSweep {
  const settings = [
    "scheduler = 'slurm'",
    `schedulerArgs = { timelimit: '5m', memory: '600M', nodelist: '${node}', ${args} }`,
    'maxJobs = 1',
    'memory: Buffer[] = []',
  ];
  return newSweep({ rows: 4, settings, waits });
}

const sweeps = {
  preempted: sweepOn('n1'),
  cancelled: sweepOn('n2'),
  greedy: sweepOn('n3', 'n === 3 && memory.push(Buffer.alloc(1e7, 1))'),
  pending: sweepOn(
    'n4',
    'true',
    "extra: (job: string) => (job.endsWith('process') ? ['--begin=now+1hour'] : [])",
  ),
};

/** Resolves to the output of `psy status -v` for the job after its end. */
const end = async (sweep: ClusterSweep) => {
  const { stdout } = await sweep.psy('status', '-v');
  return / t:process:0 +(CANCELLED by \d+|\w+)/.exec(stdout)?.[1];
};
const ends = async () => [
  await end(sweeps.preempted),
  await end(sweeps.cancelled),
  await end(sweeps.greedy),
  await end(sweeps.pending),
];

beforeAll(async () => {
  const { preempted, cancelled, pending } = sweeps;
  for (const sweep of Object.values(sweeps)) await sweep.succeeds('run');
  await Promise.all([preempted, cancelled].map((sweep) => sweep.recorded(3)));
  const urgent = ['-p', 'urgent', '-w', 'n1', '-c', '2', '-o', '/dev/null', '--wrap', 'sleep 1'];
  slurm.run('sbatch', ...urgent);
  slurm.run('scancel', `${await cancelled.job('t:process')}_0`);
  slurm.run('scancel', `${await pending.job('t:process')}_0`);
  await until('all jobs have ended', () => slurm.run('squeue', '-h') === '');
}, 120_000);

let commands: CommandStandIns | undefined;
afterAll(() => commands?.remove());

/** Resolves to the class of the failure of the job of a sweep. */
async function classOf(sweep: ClusterSweep): Promise<string | undefined> {
  const { jobs } = JSON.parse(await sweep.succeeds('failures', '--json')) as FailuresResult;
  return jobs.find(({ name }) => name === 't:process:0')?.class;
}

test('the reason is from the controller, or from the log if that is more exact', async () => {
  // If a job is cancelled before it starts, Slurm remembers it only if it is a whole array.
  const beforeItBegan = expect.stringMatching(/CANCELLED|unknown/);
  // Who has cancelled it is in the accounting, which is some seconds late.
  const cancelled = expect.stringMatching(/^CANCELLED( by \d+)?$/);
  expect(await ends()).toEqual(['PREEMPTED', cancelled, 'OUT_OF_MEMORY', beforeItBegan]);
});

test('if the controller has forgotten the job, the reason is from the accounting', async () => {
  commands = new CommandStandIns();
  commands.add('squeue', 'echo "Invalid job id specified" >&2; exit 1');
  // The accounting is some seconds late.
  await until('the accounting tells', async () => (await end(sweeps.preempted)) === 'PREEMPTED');
  const by = `CANCELLED by ${process.getuid!()}`;
  expect((await ends()).slice(0, 3)).toEqual(['PREEMPTED', by, 'OUT_OF_MEMORY']);
});

test('if both have forgotten the job, the reason is from the log or unknown', async () => {
  commands!.add('sacct', 'echo "Slurm accounting storage is disabled" >&2; exit 1');
  expect(await ends()).toEqual(['PREEMPTED', 'CANCELLED', 'OUT_OF_MEMORY', 'unknown']);
  const { preempted, cancelled: killed, greedy } = sweeps;
  const classes = await Promise.all([preempted, killed, greedy].map(classOf));
  expect(classes).toEqual(['preempted', 'cancelled', 'outOfMemory']);
  const failures = await sweeps.greedy.succeeds('failures');
  expect(failures).toContain('Jobs that ended before they had done their work: 1 OUT_OF_MEMORY');
});

test('in every case, psy run -c evaluates the remaining rows', async () => {
  commands!.remove();
  commands = undefined;
  const { preempted, cancelled, greedy } = sweeps;
  await Promise.all([preempted, cancelled, greedy].map((sweep) => sweep.finish()));
}, 120_000);
