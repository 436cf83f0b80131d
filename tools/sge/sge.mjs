/**
 * Starts a real Grid Engine on this machine, for tests and experiments.
 *
 *     node tools/sge/sge.mjs up      starts one, installs the packages first if they are missing
 *     node tools/sge/sge.mjs env     prints what a shell has to set to use it
 *     node tools/sge/sge.mjs down    ends it
 *
 *     stop-master   start-master     simulate a failure and repair it
 *
 *     --dir DIR     folder of the cluster; several can run at the same time (default /tmp/psyrun-sge)
 *     --slots N     number of jobs that can run at the same time (default 8)
 *     --while PID   ends it when this process has ended
 *
 * It needs root, and Debian or a similar system. It needs no systemd and no container.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { endOfProcess, endWithProcess } from '../daemons/end-with-process.mjs';
import { isUp, startCluster, startMaster, stopCluster, stopMaster } from './cluster.mjs';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    dir: { type: 'string', default: '/tmp/psyrun-sge' },
    slots: { type: 'string', default: '8' },
    while: { type: 'string' },
  },
});
const { dir } = values;
const [verb] = positionals;

const VERBS = {
  up: async () => {
    await startCluster(dir, Number(values.slots));
    if (values.while !== undefined) endWithProcess(values.while, dir);
    printEnvironment();
  },
  down: () => stopCluster(dir),
  env: printEnvironment,
  'stop-master': () => stopMaster(dir),
  'start-master': () => startMaster(dir, found()),
  'down-after': async () => {
    await endOfProcess(Number(values.while), () => isUp(dir));
    await stopCluster(dir);
  },
};

if (VERBS[verb] === undefined) {
  process.stderr.write(`Usage: node sge.mjs ${Object.keys(VERBS).join(' | ')}\n`);
  process.exitCode = 2;
} else {
  await VERBS[verb]();
}

function found() {
  return JSON.parse(readFileSync(join(dir, 'run', 'variables.json'), 'utf8'));
}

function printEnvironment() {
  const words = Object.entries(found()).map(([key, value]) => `${key}='${value}'`);
  process.stdout.write(`export ${words.join(' ')}\n`);
}
