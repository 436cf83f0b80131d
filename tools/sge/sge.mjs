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
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
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
    if (values.while !== undefined) watch(values.while);
    printEnvironment();
  },
  down: () => stopCluster(dir),
  env: printEnvironment,
  'stop-master': () => stopMaster(dir),
  'start-master': () => startMaster(dir, found()),
  'down-after': () => downAfter(Number(values.while)),
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
