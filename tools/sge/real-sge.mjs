import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from '@jest/globals';

const PROGRAM = join(import.meta.dirname, 'sge.mjs');

/** A separate Grid Engine for the tests of a file. Variables tell the commands where it is. */
export class RealSge {
  #dir = mkdtempSync(join(tmpdir(), 'psyrun-sge-'));

  /**
   * Starts it immediately, and ends it after the last test.
   *
   * @param {...string} options What `sge.mjs up` takes.
   */
  constructor(...options) {
    const exported = this.control('up', '--while', String(process.pid), ...options);
    for (const [, key, value] of exported.matchAll(/(\w+)='([^']*)'/g)) process.env[key] = value;
    afterAll(() => {
      this.control('down');
      rmSync(this.#dir, { recursive: true });
    }, 60_000);
  }

  /**
   * Starts, stops and breaks parts of it. See the top of sge.mjs.
   *
   * @param {string} verb
   * @param {...string} args
   */
  control(verb, ...args) {
    const options = { stdio: 'pipe', encoding: 'utf8' };
    return execFileSync(process.execPath, [PROGRAM, verb, '--dir', this.#dir, ...args], options);
  }

  /**
   * Runs a command of Grid Engine. Returns its standard output.
   *
   * @param {string} command
   * @param {...string} args
   */
  run(command, ...args) {
    // Jest keeps process.env to itself, so child processes must get it explicitly.
    return execFileSync(command, args, { encoding: 'utf8', stdio: 'pipe', env: process.env });
  }
}
