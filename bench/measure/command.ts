import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import type { Measured } from '../table/line.ts';
import { memoryOfTree } from './process-tree.ts';

/** Milliseconds between two looks at the memory. */
const LOOK_EVERY = 50;

/** The cost of a command, and its output. */
export interface MeasuredCommand extends Measured {
  readonly memory: number;
  readonly output: string;
}

/** Resolves to what a command takes, with all processes that it starts. Throws if it fails. */
export async function ofCommand(
  command: string,
  args: readonly string[],
  cwd: string,
): Promise<MeasuredCommand> {
  // The shell tells the time of its children after its own.
  const script = '"$@" || exit; times >&2';
  const child = spawn('/bin/bash', ['-c', script, 'bash', command, ...args], { cwd });
  let [output, errors, memory] = ['', '', 0];
  child.stdout.on('data', (data: Buffer) => (output += data.toString()));
  child.stderr.on('data', (data: Buffer) => (errors += data.toString()));
  const look = setInterval(() => (memory = Math.max(memory, memoryOfTree(child.pid!))), LOOK_EVERY);
  const [code] = (await once(child, 'close')) as [number];
  clearInterval(look);
  if (code !== 0) throw new Error(`${command} ${args.join(' ')} failed:\n${errors}`);
  return { cpu: secondsIn(errors.trim().split('\n').at(-1)!), memory, output };
}

/** Adds the times of a line of `times`: 0m1.250s 0m0.125s. */
function secondsIn(line: string): number {
  return [...line.matchAll(/(\d+)m([\d.]+)s/g)].reduce(
    (sum, [, minutes, seconds]) => sum + 60 * Number(minutes) + Number(seconds),
    0,
  );
}

/** True if a program is installed. */
export function isInstalled(command: string): boolean {
  return spawnSync(command, ['--version'], { stdio: 'ignore' }).status === 0;
}
