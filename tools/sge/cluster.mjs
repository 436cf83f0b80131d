import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { hostname, userInfo } from 'node:os';
import { join } from 'node:path';
import { startDaemon, startedDaemons, stopDaemon, stopRest } from '../daemons/daemons.mjs';
import { freePorts } from '../daemons/free-ports.mjs';
import { installPackages } from '../daemons/install-packages.mjs';
import { until } from '../daemons/until.mjs';
import * as conf from './conf.mjs';
import { PACKAGES } from './packages.mjs';

const PROGRAMS = '/usr/lib/gridengine';
const MASTER = 'sge_qmaster';
const EXECUTION = 'sge_execd';

/**
 * The variables with which commands find the cluster of a folder.
 *
 * @param {string} dir @param {number} port
 */
export function variables(dir, port) {
  return {
    SGE_ROOT: join(dir, 'root'),
    SGE_CELL: 'default',
    SGE_QMASTER_PORT: String(port),
    SGE_EXECD_PORT: String(port + 1),
    SGE_CLUSTER_NAME: `psyrun${port}`,
  };
}

/**
 * Starts a separate Grid Engine of one host in a folder, and replaces an existing one. Resolves to its
 * variables when it is ready for jobs. It needs root: the master accepts jobs of no other user's daemon.
 *
 * @param {string} dir Absolute path without blanks.
 * @param {number} slots Number of jobs that can run at the same time.
 */
export async function startCluster(dir, slots) {
  installPackages(PACKAGES);
  await stopCluster(dir);
  const port = await freePorts(2, '127.0.0.1');
  const found = variables(dir, port);
  try {
    await start(dir, slots, found);
  } catch (error) {
    await stopCluster(dir);
    throw error;
  }
  writeFileSync(join(dir, 'run', 'variables.json'), JSON.stringify(found));
  return found;
}

/** True if a cluster was started in the folder and has not ended. @param {string} dir */
export function isUp(dir) {
  return existsSync(join(dir, 'run'));
}

/** Ends a cluster with everything that runs in it. Its logs stay. @param {string} dir */
export async function stopCluster(dir) {
  if (!isUp(dir)) return;
  await Promise.all(startedDaemons(dir).map((name) => stopDaemon(dir, name, 'SIGKILL')));
  await stopRest(dir);
  for (const folder of ['root', 'run', 'spool']) {
    rmSync(join(dir, folder), { recursive: true, force: true });
  }
}

/** @param {string} dir @param {Record<string, string>} found */
export async function startMaster(dir, found) {
  startDaemon(dir, MASTER, [join(PROGRAMS, MASTER)], environment(found));
  await until('the master to answer', () => succeeds(found, 'qconf', '-sss'));
}

/** @param {string} dir */
export async function stopMaster(dir) {
  await stopDaemon(dir, MASTER);
}

async function start(dir, slots, found) {
  const host = hostname();
  const common = join(found.SGE_ROOT, 'default', 'common');
  for (const folder of ['log', 'run', 'spool/qmaster/job_scripts', 'spool/execd'])
    mkdirSync(join(dir, folder), { recursive: true });
  mkdirSync(common, { recursive: true });
  for (const name of ['bin', 'lib', 'util', 'utilbin'])
    symlinkSync(`/var/lib/gridengine/${name}`, join(found.SGE_ROOT, name));
  writeFileSync(join(common, 'bootstrap'), conf.bootstrap(dir, common));
  writeFileSync(join(common, 'act_qmaster'), `${host}\n`);
  // 127.0.0.1 may have another name than this machine.
  writeFileSync(join(common, 'host_aliases'), `${host} ${namesOfLoopback()}\n`);
  spool(dir, found, common);
  await startMaster(dir, found);
  configure(dir, slots, found, host);
  startDaemon(dir, EXECUTION, [join(PROGRAMS, EXECUTION)], environment(found));
  await until('the host to be ready', () => isReady(found));
}

/** Writes the initial state of the master. */
function spool(dir, found, common) {
  const configuration = join(dir, 'run', 'configuration');
  writeFileSync(configuration, conf.configuration(dir));
  const where = `${common};${join(dir, 'spool', 'qmaster')}`;
  const resources = '/usr/share/gridengine/util/resources';
  run(found, 'spoolinit', 'classic', 'libspoolc', where, 'init');
  run(found, 'spooldefaults', 'configuration', configuration);
  run(found, 'spooldefaults', 'complexes', join(resources, 'centry'));
  run(found, 'spooldefaults', 'usersets', join(resources, 'usersets'));
  run(found, 'spooldefaults', 'managers', userInfo().username);
}

function configure(dir, slots, found, host) {
  const add = (option, content) => {
    const file = join(dir, 'run', 'object');
    writeFileSync(file, content);
    run(found, 'qconf', option, file);
  };
  run(found, 'qconf', '-as', host);
  add('-Ae', conf.executionHost(host));
  add('-Ahgrp', conf.hostGroup(host));
  add('-Ap', conf.parallelEnvironment());
  add('-Aq', conf.queue(slots));
  add('-Msconf', conf.schedulerConfiguration(run(found, 'qconf', '-ssconf')));
}

function isReady(found) {
  const answer = spawnSync('qstat', ['-f'], { env: environment(found), encoding: 'utf8' });
  const line = /^all\.q@.*$/m.exec(answer.stdout)?.[0];
  // A host that has not reported yet is in state `au`, and has no load.
  return line !== undefined && !/-NA-|\sau?\s*$/.test(line);
}

function environment(found) {
  // With SGE_ND the daemons stay in the foreground.
  return { ...process.env, ...found, SGE_ND: '1', PATH: `${PROGRAMS}:${process.env.PATH}` };
}

function run(found, program, ...args) {
  return execFileSync(program, args, {
    env: environment(found),
    encoding: 'utf8',
    stdio: 'pipe',
  });
}

function succeeds(found, program, ...args) {
  return spawnSync(program, args, { env: environment(found) }).status === 0;
}

function namesOfLoopback() {
  const { stdout } = spawnSync('getent', ['hosts', '127.0.0.1'], { encoding: 'utf8' });
  return stdout.trim().split(/\s+/).slice(1).join(' ') || 'localhost';
}
