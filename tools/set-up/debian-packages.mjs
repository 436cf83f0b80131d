/**
 * Installs the Debian packages that the tests need: Python with the libraries that read psyrun's
 * files, R, and the shells with completion.
 *
 * Installed packages are skipped. If a package cannot be installed (not Debian, not root), the
 * program names the missing packages and the run ends: no test is skipped.
 */
import { spawnSync } from 'node:child_process';

const python = (module) => ['/usr/bin/python3', '-W', 'ignore', '-c', `import ${module}`];

/**
 * The packages, each with a command that succeeds if it is installed. Those of Slurm are in
 * tools/slurm.
 */
const NEEDED = {
  python3: python('pickle'),
  'python3-numpy': python('numpy'),
  'python3-pandas': python('pandas'),
  'python3-tables': python('tables'),
  'python3-h5py': python('h5py'),
  'r-base-core': ['Rscript', '--version'],
  curl: ['curl', '--version'],
  zsh: ['zsh', '--version'],
  fish: ['fish', '--version'],
};

const isThere = ([program, ...args]) => spawnSync(program, args).status === 0;

const names = Object.keys(NEEDED).filter((name) => !isThere(NEEDED[name]));
if (names.length > 0) {
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
