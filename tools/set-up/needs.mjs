import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { PACKAGES as SGE_PACKAGES } from '../sge/packages.mjs';
import { ACCOUNTING_PACKAGES, PACKAGES } from '../slurm/packages.mjs';

const runs = (program, ...args) => spawnSync(program, args).status === 0;
const imports = (module) => runs('/usr/bin/python3', '-W', 'ignore', '-c', `import ${module}`);
const isRoot = process.getuid?.() === 0;

/** Whether Debian packages can be installed: by root, where there is apt-get. */
export const canInstall = () => isRoot && runs('apt-get', '--version');

/**
 * The groups of tests that need more than Node and npm. Of each: the Debian packages, with whether
 * they are there, and the tests and targets that cannot run without them.
 */
export const GROUPS = {
  python: {
    packages: {
      python3: () => imports('pickle'),
      'python3-venv': () => imports('ensurepip'),
      'python3-numpy': () => imports('numpy'),
      'python3-pandas': () => imports('pandas'),
      'python3-tables': () => imports('tables'),
      'python3-h5py': () => imports('h5py'),
      'python3-xarray': () => imports('xarray'),
      'python3-netcdf4': () => imports('netCDF4'),
    },
    tests: /python3|PYTHON|\.python\(|\/user-folder\.ts/,
    targets: ['snippets', 'newcomer'],
  },
  'system calls': {
    packages: { strace: () => runs('strace', '-V') },
    tests: /\/traced-psy\.ts/,
    targets: [],
  },
  shells: {
    packages: { zsh: () => runs('zsh', '--version'), fish: () => runs('fish', '--version') },
    tests: /\/completing-shell\.ts/,
    targets: [],
  },
  R: {
    packages: {
      'r-base-core': () => runs('Rscript', '--version'),
      'r-cran-hdf5r': () => runs('Rscript', '-e', 'library(hdf5r)'),
    },
    tests: /\.R['"`]|Rscript/,
    targets: [],
  },
  compiler: {
    packages: {
      gcc: () => runs('cc', '--version'),
      'libc6-dev': () => existsSync('/usr/include/stdio.h'),
    },
    tests: /'cc'/,
    targets: [],
  },
  browser: {
    packages: { chromium: () => existsSync('/usr/bin/chromium') },
    tests: /playwright-core/,
    targets: [],
  },
  documentation: {
    packages: {
      'r-base-core': () => runs('Rscript', '--version'),
      'r-cran-hdf5r': () => runs('Rscript', '-e', 'library(hdf5r)'),
      curl: () => runs('curl', '--version'),
    },
    targets: ['snippets'],
  },
  slurm: {
    packages: Object.fromEntries(
      Object.entries({ ...PACKAGES, ...ACCOUNTING_PACKAGES }).map(([file, name]) => [
        name,
        // The tests install Slurm themselves, when they start a cluster.
        () => existsSync(file) || canInstall(),
      ]),
    ),
    tests: /\/real-slurm\.mjs/,
    targets: ['newcomer'],
  },
  'Grid Engine': {
    packages: Object.fromEntries([
      // Its master accepts jobs of no other user's daemon.
      ['the rights of root', () => isRoot],
      ...Object.entries(SGE_PACKAGES).map(([file, name]) => [
        name,
        () => existsSync(file) || canInstall(),
      ]),
    ]),
    tests: /\/real-sge\.mjs/,
    targets: [],
  },
  // The kit of the stores has no test of a full disk for who cannot mount a small one.
  'full disk': { packages: { 'the rights of root': () => isRoot }, targets: [] },
};

/** The packages of a group that are not there. */
export function missingOf(group) {
  const { packages } = GROUPS[group];
  return Object.keys(packages).filter((name) => !packages[name]());
}
