import { execFileSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';

/** An interpreter that the tests run with. */
export interface Python {
  readonly python: string;
  readonly version: string;
  /** The version of NumPy, or undefined. */
  readonly numpy: string | undefined;
}

const ASK = `import platform
try:
    import numpy
    print(platform.python_version(), numpy.__version__)
except ImportError:
    print(platform.python_version())`;

/** The oldest version that psyrun works with. */
const OLDEST = 7;

/**
 * The interpreters on this machine: Debian's, which has to be there, and those of pyenv.
 */
export const PYTHONS: readonly Python[] = ['/usr/bin/python3', ...fromPyenv()].flatMap((python) => {
  const [version, numpy] = execFileSync(python, ['-c', ASK], { encoding: 'utf8' })
    .trim()
    .split(' ');
  const [major, minor] = version!.split('.').map(Number);
  return major === 3 && minor! >= OLDEST ? [{ python, version: version!, numpy }] : [];
});

function fromPyenv(): string[] {
  const versions = join(process.env['PYENV_ROOT'] ?? join(homedir(), '.pyenv'), 'versions');
  try {
    return readdirSync(versions).map((version) => join(versions, version, 'bin', 'python'));
  } catch {
    return [];
  }
}
