/**
 * Starts a real Slurm on this machine, for tests and experiments.
 *
 *     node tools/slurm/slurm.mjs up      starts a cluster, installs Slurm first if it is missing
 *     node tools/slurm/slurm.mjs env     prints what a shell has to set to use it
 *     node tools/slurm/slurm.mjs down    ends it
 *
 *     stop-controller   start-controller   kill-node NODE   start-node NODE   simulate failures and repair them
 *
 *     --dir DIR         folder of the cluster; several can run at the same time (default /tmp/psyrun-slurm)
 *     --nodes N         nodes of 2 CPUs each, n1 to nN (default 2)
 *     --accounting      enables accounting, so that sacct answers: needs a database, and 3 s more
 *     --set KEY=VALUE   a line of slurm.conf; may be repeated
 *     --while PID       ends the cluster when this process has ended
 *
 * It needs no systemd, no container and no cgroups. It works on Debian and similar systems. Only the
 * installation needs root.
 */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import {
  isUp,
  killNode,
  startCluster,
  startController,
  startNode,
  stopCluster,
  stopController,
} from './cluster.mjs';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    dir: { type: 'string', default: '/tmp/psyrun-slurm' },
    nodes: { type: 'string', default: '2' },
    accounting: { type: 'boolean', default: false },
    set: { type: 'string', multiple: true, default: [] },
    while: { type: 'string' },
  },
});
const { dir } = values;
const [verb, node] = positionals;

const VERBS = {
  up: async () => {
    const set = Object.fromEntries(values.set.map((line) => line.split(/=(.*)/s)));
    const { nodes, accounting } = values;
    await startCluster(dir, { nodes: Number(nodes), accounting, set });
    if (values.while !== undefined) watch(values.while);
    printEnvironment();
  },
  down: () => stopCluster(dir),
  env: printEnvironment,
  'stop-controller': () => stopController(dir),
  'start-controller': () => startController(dir),
  'kill-node': () => killNode(dir, node),
  'start-node': () => startNode(dir, node),
  'down-after': () => downAfter(Number(values.while)),
};

if (VERBS[verb] === undefined) {
  process.stderr.write(`Usage: node slurm.mjs ${Object.keys(VERBS).join(' | ')}\n`);
  process.exitCode = 2;
} else {
  await VERBS[verb]();
}

function printEnvironment() {
  process.stdout.write(`export SLURM_CONF='${join(dir, 'slurm.conf')}'\n`);
}

/** Starts a process that ends the cluster later. @param {string} pid */
function watch(pid) {
  const args = [process.argv[1], 'down-after', '--dir', dir, '--while', pid];
  spawn(process.execPath, args, { detached: true, stdio: 'ignore' }).unref();
}

/** @param {number} pid */
async function downAfter(pid) {
  // If the cluster is down, there is nothing to wait for.
  while (isAlive(pid) && isUp(dir)) await sleep(500);
  await stopCluster(dir);
}

/** @param {number} pid */
function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
