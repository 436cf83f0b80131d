import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { randomUUID } from 'node:crypto';

/** The output of a command on both streams, and its exit code. */
export interface Ending {
  readonly output: string;
  readonly exitCode: number;
  readonly seconds: number;
}

/** Milliseconds. Much longer than any command of the documentation takes on a busy machine. */
const PATIENCE = 180_000;

/** A shell that receives commands one after the other, as from a person. */
export class Shell {
  readonly #bash: ChildProcessWithoutNullStreams;
  #printed = '';
  #arrived = (): void => undefined;

  constructor(folder: string, env: NodeJS.ProcessEnv) {
    this.#bash = spawn('bash', ['--noprofile', '--norc'], { cwd: folder, env, detached: true });
    this.#bash.stdin.write('exec 2>&1\n');
    this.#bash.stdout.setEncoding('utf8').on('data', (text: string) => {
      this.#printed += text;
      this.#arrived();
    });
  }

  /** Runs a command line. Its background processes continue to run. */
  async run(command: string): Promise<Ending> {
    const mark = randomUUID();
    const start = performance.now();
    this.#printed = '';
    const quoted = `'${command.replaceAll("'", `'\\''`)}'`;
    this.#bash.stdin.write(`eval ${quoted} </dev/null; printf '%s %d\\n' ${mark} $?\n`);
    const end = new RegExp(`${mark} (\\d+)\\n`);
    await this.#until(() => end.test(this.#printed), command);
    const [output, exitCode] = this.#printed.split(end) as [string, string];
    return { output, exitCode: Number(exitCode), seconds: (performance.now() - start) / 1000 };
  }

  /** Ends the shell and all processes that it started. */
  close(): void {
    try {
      process.kill(-this.#bash.pid!, 'SIGKILL');
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
    }
  }

  async #until(condition: () => boolean, command: string): Promise<void> {
    await new Promise<void>((resolve, reject) => {
      const late = setTimeout(
        () => reject(new Error(`${command} did not end:\n${this.#printed}`)),
        PATIENCE,
      );
      const check = (): void => {
        if (!condition()) return;
        clearTimeout(late);
        resolve();
      };
      this.#arrived = check;
      check();
    });
  }
}
