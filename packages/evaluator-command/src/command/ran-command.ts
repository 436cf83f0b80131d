import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import type { NoteMemory } from '@psyrun/core';
import { watchMemory } from './watch-memory.ts';

/** The number of characters of output that an error shows. */
const SHOWN = 4000;
/** The number of characters of output in which results are searched. */
const SEARCHED = 2 ** 24;

/** Options of {@link ranCommand}. */
export interface RanOptions {
  readonly folder: string;
  readonly env: Readonly<Record<string, string>>;
  /** The input of the command. */
  readonly input?: string;
  /** Takes the most memory that the command has had, in bytes, once or more. */
  readonly noteMemory?: NoteMemory;
}

/** A command that has ended. */
export interface Ran {
  /** Standard output, or the end of it if it is very long. */
  readonly output: string;
  /** The end of what it printed, errors included. */
  readonly printed: string;
  /** Why it failed, if it did. */
  readonly problem: string | undefined;
  /** The signal that ended it, if one did. */
  readonly signal: NodeJS.Signals | undefined;
}

/**
 * Runs a command; resolves when it has ended. What it prints as errors goes to the standard error of
 * this process at once.
 */
export async function ranCommand(argv: readonly string[], options: RanOptions): Promise<Ran> {
  const { folder, env, input, noteMemory } = options;
  const child = spawn(argv[0]!, argv.slice(1), {
    cwd: folder,
    env: { ...process.env, ...env },
    stdio: [input === undefined ? 'ignore' : 'pipe', 'pipe', 'pipe'],
  });
  const stopWatching = noteMemory && child.pid && watchMemory(child.pid, noteMemory);
  let ended: NodeJS.Signals | undefined;
  let output = '';
  let printed = '';
  const print = (text: string) => (printed = (printed + text).slice(-SHOWN));
  child.stdout!.setEncoding('utf8').on('data', (text: string) => {
    output += text;
    if (output.length > 2 * SEARCHED) output = output.slice(-SEARCHED);
    print(text);
  });
  child.stderr!.setEncoding('utf8').on('data', (text: string) => {
    process.stderr.write(text);
    print(text);
  });
  // A command need not read what it is sent.
  child.stdin?.on('error', () => undefined).end(input);
  const problem = await new Promise<string | undefined>((resolve) => {
    child.on('error', (error) => resolve(`It did not start: ${notStarted(error)}.`));
    child.on('exit', (code, signal) => {
      if (stopWatching) stopWatching();
      ended = signal ?? signalInShell(argv, code);
      const how = signal === null ? `with exit code ${code}` : `by the signal ${signal}`;
      const end = code === 0 ? undefined : `It ended ${how}.`;
      // A process that it left behind may keep its output open for ever.
      const late = setTimeout(() => resolve(end), OUTPUT_AFTER_END);
      child.on('close', () => {
        clearTimeout(late);
        resolve(end);
      });
    });
  });
  child.stdout!.destroy();
  child.stderr!.destroy();
  return { output, printed, problem, signal: ended };
}

/** Returns the signal that ended the command of a shell, which then ends with 128 and its number. */
function signalInShell([program]: readonly string[], code: number | null) {
  if (program !== '/bin/sh' || code === null) return undefined;
  const named = Object.entries(constants.signals).find(([, number]) => code === 128 + number);
  return named?.[0] as NodeJS.Signals | undefined;
}

/** Milliseconds that the output of a command may come after its end. */
const OUTPUT_AFTER_END = 200;

function notStarted({ code, message, path }: NodeJS.ErrnoException): string {
  const program = JSON.stringify(path);
  if (code === 'ENOENT') return `there is no program ${program}, or no folder to start it in`;
  if (code === 'EACCES') return `the program ${program} may not be executed`;
  return message;
}
