import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * Characters that end an argument, and a call, in the records; no argument of a test holds them.
 */
const ARGUMENT = '\x1f';
const CALL = '\x1e';

/**
 * Commands that replace those of a scheduler, to test how it handles their answers and how often it
 * calls them.
 *
 * While it is in use, `PATH` begins with its folder.
 *
 * @example
 * ```ts
 * const commands = new CommandStandIns();
 * commands.add('squeue', 'echo 12_1; exit 1');
 * commands.calls('squeue'); // => []
 * commands.remove();
 * ```
 */
export class CommandStandIns {
  readonly #folder = mkdtempSync(join(tmpdir(), 'psyrun-commands-'));
  readonly #path = process.env.PATH;

  constructor() {
    process.env.PATH = `${this.#folder}:${this.#path}`;
  }

  /**
   * Adds a command, or replaces it: a shell script, in which `REAL` is the path of the original
   * command, for instance `exec "$REAL" "$@"`.
   */
  add(command: string, script: string): void {
    const real = `REAL=$(PATH='${this.#path}' command -v ${command} || true)`;
    const record = `{ [ $# = 0 ] || printf '%s\\037' "$@"; printf '\\036'; } >>"$0.calls"`;
    const file = join(this.#folder, command);
    writeFileSync(file, `#!/bin/sh\n${record}\n${real}\n${script}\n`, { mode: 0o755 });
  }

  /** Returns the arguments of each call of a command so far. */
  calls(command: string): string[][] {
    const file = join(this.#folder, `${command}.calls`);
    if (!existsSync(file)) return [];
    const calls = readFileSync(file, 'utf8').split(CALL).slice(0, -1);
    return calls.map((call) => call.split(ARGUMENT).slice(0, -1));
  }

  /** Restores the original commands. */
  remove(): void {
    process.env.PATH = this.#path;
    rmSync(this.#folder, { recursive: true });
  }
}
