/**
 * Installs the Debian packages that the tests need: Python with the libraries that read our files.
 *
 * Where they are there already nothing is done; where they cannot be installed (not Debian, not
 * root) it says which are missing, and the run ends: no test is skipped.
 */
import { spawnSync } from 'node:child_process';

/** A package, and a command that succeeds when what the tests need of it is there. */
const NEEDED = [['python3', ['/usr/bin/python3', '-c', 'import pickle']]];

const missing = NEEDED.filter(([, [command, ...args]]) => spawnSync(command, args).status !== 0);
if (missing.length > 0) {
  const names = missing.map(([name]) => name);
  console.error(`Installing from Debian: ${names.join(' ')}`);
  const run = (...args) => spawnSync('apt-get', args, { stdio: ['ignore', 'ignore', 'inherit'] });
  run('update', '-qq');
  const { status } = run('install', '-y', '-qq', '--no-install-recommends', ...names);
  if (status !== 0) {
    console.error(`The tests need these programs of Debian 12 or later: ${names.join(', ')}.`);
    console.error(`Install them (as root: apt-get install ${names.join(' ')}) and run again.`);
    process.exit(1);
  }
}
