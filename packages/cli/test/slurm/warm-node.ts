import { execFileSync } from 'node:child_process';
import {
  constants,
  createReadStream,
  openSync,
  writeFileSync,
  writeSync,
  type ReadStream,
} from 'node:fs';
import { appendFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Closable } from '@psyrun/core';
import { readJobFile, runWork } from '@psyrun/jobs';

/**
 * Replaces the Node of a task. Jobs pass their work to this process, which has loaded all modules, and
 * wait for their exit code. So thousands of jobs of a cluster need not start Node. Everything else is
 * real.
 *
 * A job says which job file and index it is about in a line to the first pipe, and reads its exit
 * code from a pipe of its own.
 */
const CLIENT = `#!/bin/sh
case "$*" in *psy-worker.*) ;; *) exec '${process.execPath}' "$@" ;; esac
while [ "\${1%/psy-worker.*}" = "$1" ]; do shift; done
reply=$(dirname "$0")/reply.$$
mkfifo "$reply"
printf '%s\\t%s\\t%s\\n' "$2" "$3" "$reply" >"$(dirname "$0")/requests"
read -r code <"$reply"
rm "$reply"
exit "$code"
`;

export class WarmNode {
  /** Path of the executable. */
  readonly path: string;
  readonly #requests: number;
  readonly #input: ReadStream;
  readonly #shared = new Map<string, Closable>();

  /** @param folder An empty folder for the executable and its pipes. */
  constructor(folder: string) {
    this.path = join(folder, 'node');
    writeFileSync(this.path, CLIENT, { mode: 0o755 });
    const requests = join(folder, 'requests');
    execFileSync('mkfifo', [requests]);
    // The pipe is also open for writing, so it does not end if no job writes to it.
    this.#requests = openSync(requests, constants.O_RDWR);
    this.#input = createReadStream('', { fd: this.#requests, autoClose: false });
    createInterface({ input: this.#input }).on('line', (line) => {
      const [jobFile, index, reply] = line.split('\t');
      if (reply !== undefined) void this.#serve(jobFile!, index!, reply);
    });
  }

  async close(): Promise<void> {
    this.#input.destroy();
    writeSync(this.#requests, '\n'); // This ends the pending read.
    await Promise.all([...this.#shared.values()].map((one) => one.close()));
  }

  async #serve(jobFile: string, index: string, reply: string): Promise<void> {
    const { work } = await readJobFile(jobFile);
    const exitCode = await runWork(work, {
      index: index === '' ? undefined : Number(index),
      log: () => undefined,
      signal: new AbortController().signal,
      slots: 2,
      share: (key, make) => {
        const made = this.#shared.get(key) ?? make();
        this.#shared.set(key, made);
        return made as ReturnType<typeof make>;
      },
      rowEnded: () => undefined,
    });
    await appendFile(reply, `${exitCode}\n`);
  }
}
