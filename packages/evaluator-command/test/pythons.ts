import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';

/** A Python interpreter of this machine. */
export interface Interpreter {
  readonly path: string;
  /** Such as `3.11.2`. */
  readonly version: string;
  /** Such as `1.24.2`; empty if there is none. */
  readonly numpy: string;
}

const ASK = `
import sys
try:
    import numpy
    version = numpy.__version__
except ImportError:
    version = ""
print("%d.%d.%d" % sys.version_info[:3], version)
`;

/** The interpreters of this machine that are new enough: Debian's, and those of pyenv if it is there. */
export const PYTHONS: readonly Interpreter[] = found();

/** The first, the oldest and the newest: those between them do nothing that none of these does. */
export const FEW_PYTHONS: readonly Interpreter[] = byVersion(PYTHONS).filter(
  (one, i, all) => one === PYTHONS[0] || i === 0 || i === all.length - 1,
);

/** Those with NumPy: one of each major version. */
export const NUMPYS: readonly Interpreter[] = PYTHONS.filter(
  ({ numpy }, i) =>
    numpy !== '' && PYTHONS.findIndex((other) => major(other.numpy) === major(numpy)) === i,
);

function found(): Interpreter[] {
  const versions = join(process.env['PYENV_ROOT'] ?? join(homedir(), '.pyenv'), 'versions');
  const further = existsSync(versions)
    ? readdirSync(versions).map((name) => join(versions, name))
    : [];
  const paths = ['/usr', ...further].map((place) => join(place, 'bin', 'python3'));
  return paths
    .filter((path) => existsSync(path))
    .flatMap((path) => {
      const [version = '', numpy = ''] = spawnSync(path, ['-W', 'ignore', '-c', ASK])
        .stdout.toString()
        .trim()
        .split(' ');
      const [, minor = '0'] = version.split('.');
      return Number(minor) >= 7 ? [{ path, version, numpy }] : [];
    });
}

function byVersion(pythons: readonly Interpreter[]): Interpreter[] {
  return [...pythons].sort((a, b) => a.version.localeCompare(b.version, 'en', { numeric: true }));
}

function major(version: string): string {
  return version.split('.')[0]!;
}
