import { execFileSync, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { lookup } from 'node:dns/promises';
import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { hostname, networkInterfaces, userInfo } from 'node:os';
import { join } from 'node:path';
import { accountingKeys, startAccounting } from './accounting.mjs';
import { slurmConf } from './conf.mjs';
import { startDaemon, startedDaemons, stopDaemon, stopRest } from '../daemons/daemons.mjs';
import { installPackages } from '../daemons/install-packages.mjs';
import { freePorts } from '../daemons/free-ports.mjs';
import { until } from '../daemons/until.mjs';
import { environment } from './environment.mjs';
import { ACCOUNTING_PACKAGES, PACKAGES } from './packages.mjs';

const CONTROLLER = 'slurmctld';
const MUNGE = 'munged';

/**
 * Starts a separate cluster in a folder, and replaces an existing one. Resolves when its nodes are
 * ready for jobs.
 *
 * @param {string} dir Absolute path without blanks, short enough for the path of a socket.
 * @param {{ nodes: number, accounting: boolean, set: Record<string, string> }} options
 */
export async function startCluster(dir, options) {
  if (!/^\/\S{1,60}$/.test(dir))
    throw new Error(`Not a short absolute path without blanks: ${dir}`);
  installPackages(options.accounting ? { ...PACKAGES, ...ACCOUNTING_PACKAGES } : PACKAGES);
  await stopCluster(dir);
  for (const folder of ['log', 'run', 'state', 'spool'])
    mkdirSync(join(dir, folder), { recursive: true });
  chmodSync(dir, 0o755); // munged requires this mode.
  makeAddressesResolvable();
  try {
    await start(dir, options);
  } catch (error) {
    await stopCluster(dir);
    throw error;
  }
}

/** @param {string} dir @param {Parameters<typeof startCluster>[1]} options */
async function start(dir, { nodes, accounting, set }) {
  const host = hostname().split('.')[0];
  const address = await ownAddress();
  const port = await freePorts(nodes + 2, address);
  const user = userInfo().username;
  const accounts = { host, address, user, port: port + nodes + 1 };
  const more = accounting ? { ...accountingKeys(dir, address, accounts.port), ...set } : set;
  const shape = { dir, host, address, user, port, nodes, set: more };
  writeFileSync(join(dir, 'slurm.conf'), slurmConf(shape));
  await startMunge(dir);
  if (accounting) await startAccounting(dir, accounts);
  await startController(dir);
  for (let i = 1; i <= nodes; i++) startNode(dir, `n${i}`);
  await until('all nodes to be idle', () => idleNodes(dir) === nodes);
}

/** True if a cluster was started in the folder and has not ended. @param {string} dir */
export function isUp(dir) {
  return existsSync(join(dir, 'run'));
}

/** Ends a cluster with everything that runs in it. Its logs stay. @param {string} dir */
export async function stopCluster(dir) {
  if (!isUp(dir)) return;
  const names = startedDaemons(dir);
  await Promise.all(names.filter((name) => name !== MUNGE).map((name) => stopDaemon(dir, name)));
  await stopDaemon(dir, MUNGE);
  await stopRest(dir);
  for (const folder of ['run', 'state', 'spool', 'db']) {
    rmSync(join(dir, folder), { recursive: true, force: true });
  }
}

/** @param {string} dir */
export async function startController(dir) {
  startDaemon(dir, CONTROLLER, [CONTROLLER, '-D'], environment(dir));
  await until('the controller to answer', () => commandSucceeds(dir, 'scontrol', ['ping']));
}

/** @param {string} dir */
export async function stopController(dir) {
  await stopDaemon(dir, CONTROLLER);
}

/** @param {string} dir @param {string} node */
export function startNode(dir, node) {
  mkdirSync(join(dir, 'spool', node), { recursive: true });
  startDaemon(dir, `slurmd.${node}`, ['slurmd', '-D', '-N', node], environment(dir));
}

/** Ends the daemon of a node as a power cut would. @param {string} dir @param {string} node */
export async function killNode(dir, node) {
  await stopDaemon(dir, `slurmd.${node}`, 'SIGKILL');
}

/** @param {string} dir */
async function startMunge(dir) {
  const key = join(dir, 'run', 'munge.key');
  const socket = join(dir, 'run', 'munge.sock');
  writeFileSync(key, randomBytes(128), { mode: 0o400 });
  const munged = [
    'munged',
    '--foreground',
    `--key-file=${key}`,
    `--socket=${socket}`,
    `--pid-file=${join(dir, 'run', 'munged.conf.pid')}`,
    `--seed-file=${join(dir, 'run', 'munge.seed')}`,
  ];
  startDaemon(dir, MUNGE, munged, environment(dir));
  await until('munged to make its socket', () => existsSync(socket));
}

/** @param {string} dir */
function idleNodes(dir) {
  const found = spawnSync('sinfo', ['-h', '-N', '-p', 'main', '-t', 'idle', '-o', '%N'], {
    env: environment(dir),
    encoding: 'utf8',
  });
  return found.stdout.split('\n').filter((line) => line !== '').length;
}

/** @param {string} dir @param {string} command @param {readonly string[]} args */
function commandSucceeds(dir, command, args) {
  return spawnSync(command, args, { env: environment(dir) }).status === 0;
}

/** Returns the address of the host name of this machine. The daemons listen there. */
async function ownAddress() {
  try {
    return (await lookup(hostname(), { family: 4 })).address;
  } catch (cause) {
    const hint = `add "127.0.0.1 ${hostname()}" to /etc/hosts`;
    throw new Error(`The name of this machine, ${hostname()}, has no address: ${hint}.`, { cause });
  }
}

/**
 * On a machine without a network, the C library resolves no address at all, not even 127.0.0.1, and
 * Slurm fails. A second loopback address solves this.
 */
function makeAddressesResolvable() {
  const addresses = Object.values(networkInterfaces()).flat();
  const alone = addresses.every(
    ({ family, address }) => family !== 'IPv4' || address === '127.0.0.1',
  );
  if (alone) execFileSync('ip', ['addr', 'add', '127.0.0.2/8', 'dev', 'lo'], { stdio: 'pipe' });
}
