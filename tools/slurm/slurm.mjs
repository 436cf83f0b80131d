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
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { endOfProcess, endWithProcess } from '../daemons/end-with-process.mjs';
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
    if (values.while !== undefined) endWithProcess(values.while, dir);
    printEnvironment();
  },
  down: () => stopCluster(dir),
  env: printEnvironment,
  'stop-controller': () => stopController(dir),
  'start-controller': () => startController(dir),
  'kill-node': () => killNode(dir, node),
  'start-node': () => startNode(dir, node),
  'down-after': async () => {
    await endOfProcess(Number(values.while), () => isUp(dir));
    await stopCluster(dir);
  },
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
