import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { startDaemon } from '../daemons/daemons.mjs';
import { until } from '../daemons/until.mjs';
import { environment } from './environment.mjs';

const CLUSTER = 'psyrun';

/**
 * Returns the keys of slurm.conf for accounting.
 *
 * @param {string} dir @param {string} address @param {number} port
 */
export function accountingKeys(dir, address, port) {
  return {
    AccountingStorageType: 'accounting_storage/slurmdbd',
    AccountingStorageHost: address,
    AccountingStoragePort: port,
    // The password setting is the path of munge's socket. AuthInfo has no effect here.
    AccountingStoragePass: `${dir}/run/munge.sock`,
  };
}

/**
 * Starts accounting: a separate database without a network, and Slurm's daemon for it.
 *
 * @param {string} dir
 * @param {{ host: string, address: string, port: number, user: string }} where
 */
export async function startAccounting(dir, where) {
  await startDatabase(dir, where.user);
  const conf = Object.entries(slurmdbdKeys(dir, where)).map(([key, value]) => `${key}=${value}\n`);
  writeFileSync(join(dir, 'slurmdbd.conf'), conf.join(''), { mode: 0o600 });
  const env = { ...environment(dir), MYSQL_UNIX_PORT: socketOf(dir) };
  startDaemon(dir, 'slurmdbd', ['slurmdbd', '-D'], env);
  const accounts = (...args) => spawnSync('sacctmgr', args, { env: environment(dir) }).status === 0;
  await until('the accounting to answer', () => accounts('-n', 'list', 'cluster'));
  accounts('-i', 'add', 'cluster', CLUSTER);
}

/** @param {string} dir @param {string} user */
async function startDatabase(dir, user) {
  mkdirSync(join(dir, 'db'));
  const options = [
    '--no-defaults',
    `--datadir=${join(dir, 'db')}`,
    `--user=${user}`,
    '--skip-log-bin',
    '--innodb-flush-log-at-trx-commit=0',
    '--innodb-buffer-pool-size=32M',
    '--innodb-log-file-size=8M',
    '--innodb-use-native-aio=0',
    '--performance-schema=0',
  ];
  const login = ['--auth-root-authentication-method=socket', `--auth-root-socket-user=${user}`];
  execFileSync('mariadb-install-db', [...options, ...login, '--skip-test-db'], { stdio: 'pipe' });
  const socket = `--socket=${socketOf(dir)}`;
  const server = ['mariadbd', ...options, '--skip-networking', socket];
  startDaemon(dir, 'mariadbd', server, environment(dir));
  const create = ['--no-defaults', socket, `-u${user}`, '-e', 'create database slurm_acct_db'];
  await until('the database to answer', () => spawnSync('mariadb', create).status === 0);
}

/** @param {string} dir */
function slurmdbdKeys(dir, { host, address, port, user }) {
  return {
    DbdHost: host,
    DbdAddr: address,
    DbdPort: port,
    SlurmUser: user,
    AuthType: 'auth/munge',
    AuthInfo: `socket=${dir}/run/munge.sock`,
    CommunicationParameters: 'NoInAddrAny',
    PidFile: `${dir}/run/slurmdbd.conf.pid`,
    StorageType: 'accounting_storage/mysql',
    StorageHost: 'localhost',
    StorageUser: user,
    StorageLoc: 'slurm_acct_db',
    CommitDelay: 0,
  };
}

/** @param {string} dir */
function socketOf(dir) {
  return join(dir, 'run', 'db.sock');
}
