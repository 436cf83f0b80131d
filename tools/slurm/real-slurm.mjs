import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from '@jest/globals';

const PROGRAM = join(import.meta.dirname, 'slurm.mjs');

/** A separate Slurm for the tests of a file. `SLURM_CONF` tells the commands where it is. */
export class RealSlurm {
  #dir = mkdtempSync(join(tmpdir(), 'psyrun-slurm-'));

  /**
   * Starts the cluster immediately, and ends it after the last test.
   *
   * @param {...string} options What `slurm.mjs up` takes, such as `--set` and a line of slurm.conf.
   */
  constructor(...options) {
    this.control('up', '--while', String(process.pid), ...options);
    process.env.SLURM_CONF = join(this.#dir, 'slurm.conf');
    afterAll(() => {
      this.control('down');
      rmSync(this.#dir, { recursive: true });
    }, 60_000);
  }

  /**
   * Starts, stops and breaks parts of the cluster. See the top of slurm.mjs.
   *
   * @param {string} verb
   * @param {...string} args
   */
  control(verb, ...args) {
    execFileSync(process.execPath, [PROGRAM, verb, '--dir', this.#dir, ...args], { stdio: 'pipe' });
  }

  /**
   * Runs a command of Slurm. Returns its standard output.
   *
   * @param {string} command
   * @param {...string} args
   */
  run(command, ...args) {
    // Jest keeps process.env to itself, so child processes must get it explicitly.
    return execFileSync(command, args, { encoding: 'utf8', stdio: 'pipe', env: process.env });
  }
}
