import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import { CommandStandIns } from '@psyrun/testkit';
import { RealSlurm } from '../../../../tools/slurm/real-slurm.mjs';
import { newSweep } from './cluster-sweep.ts';
import { WarmNode } from './warm-node.ts';

/** More batches than an array of this cluster holds. */
new RealSlurm('--nodes', '4', '--set', 'MaxArraySize=101');
const folder = mkdtempSync(join(tmpdir(), 'psyrun-warm-'));
const node = new WarmNode(folder);
afterAll(async () => {
  await node.close();
  rmSync(folder, { recursive: true });
});

test('250 batches are one run in three submissions', async () => {
  const settings = [
    "scheduler = 'slurm'",
    "schedulerArgs = { timelimit: '5m' }",
    'maxJobs = 250',
    `node = ${JSON.stringify(node.path)}`,
  ];
  const sweep = newSweep({ rows: 250, settings });
  const commands = new CommandStandIns();
  commands.add('sbatch', 'exec "$REAL" "$@"');
  commands.add('squeue', 'exec "$REAL" "$@"');
  try {
    await sweep.succeeds('run');
    const arrays = commands
      .calls('sbatch')
      .flat()
      .filter((arg) => arg.startsWith('--array='));
    expect(arrays).toEqual(['--array=0-99', '--array=0-99', '--array=0-49']);
    const before = commands.calls('squeue').length;
    expect(await sweep.succeeds('status', '--all')).toContain('{ n: 249 }');
    // There is one query for all jobs.
    expect(commands.calls('squeue').length - before).toBe(1);
  } finally {
    commands.remove();
  }
  await sweep.succeeds('run', '--wait', '-q');
  await sweep.expectCertified();
  expect([...sweep.evaluations().values()]).toEqual(Array<number>(250).fill(1));
}, 300_000);
