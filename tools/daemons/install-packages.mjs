import { execFileSync } from 'node:child_process';
import { accessSync, existsSync, rmSync, writeFileSync } from 'node:fs';

const POLICY = '/usr/sbin/policy-rc.d';

/**
 * Installs the missing packages. Throws if that needs a person.
 *
 * @param {Record<string, string>} packages by a file that each brings
 */
export function installPackages(packages) {
  const missing = Object.keys(packages)
    .filter((file) => !isThere(file))
    .map((file) => packages[file]);
  if (missing.length === 0) return;
  if (process.getuid() !== 0) {
    throw new Error(`Packages are missing. As root: apt-get install ${missing.join(' ')}`);
  }
  withoutServices(() => {
    try {
      install(missing);
    } catch {
      execFileSync('apt-get', ['update'], { stdio: 'pipe' });
      install(missing);
    }
  });
}

/** @param {readonly string[]} names */
function install(names) {
  const options = ['-y', '--no-install-recommends', '-o', 'DPkg::Lock::Timeout=300'];
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  execFileSync('apt-get', ['install', ...options, ...names], { stdio: 'pipe', env });
}

/** Debian starts the services of an installed package. This machine needs none of them. */
function withoutServices(action) {
  if (existsSync(POLICY)) return action();
  writeFileSync(POLICY, '#!/bin/sh\nexit 101\n', { mode: 0o755 });
  try {
    return action();
  } finally {
    rmSync(POLICY);
  }
}

/** @param {string} file */
function isThere(file) {
  try {
    accessSync(file);
    return true;
  } catch {
    return false;
  }
}
