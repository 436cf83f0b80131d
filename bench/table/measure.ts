import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import type { Measured } from './line.ts';
import { memoryOfTree } from './process-tree.ts';

/** Milliseconds between two looks at the memory. */
const LOOK_EVERY = 50;
const REPEATS = 3;

/** Returns what work in this process takes: the least CPU of three runs. */
export function inProcess(work: () => unknown): Measured {
  let least = Infinity;
  for (let i = 0; i < REPEATS; i++) {
    const before = process.cpuUsage();
    work();
    const { user, system } = process.cpuUsage(before);
    least = Math.min(least, (user + system) / 1e6);
  }
  return { cpu: least };
}

/** Resolves to what a command takes, with all processes that it starts. Throws if it fails. */
export async function ofCommand(
  command: string,
  args: readonly string[],
  cwd: string,
): Promise<Measured> {
  // The shell tells the time of its children after its own.
  const script = '"$@" >/dev/null || exit; times';
  const child = spawn('/bin/bash', ['-c', script, 'bash', command, ...args], { cwd });
  let [output, errors, memory] = ['', '', 0];
  child.stdout.on('data', (data: Buffer) => (output += data.toString()));
  child.stderr.on('data', (data: Buffer) => (errors += data.toString()));
  const look = setInterval(() => (memory = Math.max(memory, memoryOfTree(child.pid!))), LOOK_EVERY);
  const [code] = (await once(child, 'close')) as [number];
  clearInterval(look);
  if (code !== 0) throw new Error(`${command} ${args.join(' ')} failed:\n${errors}`);
  return { cpu: secondsIn(output.trim().split('\n').at(-1)!), memory };
}

/** Adds the times of a line of `times`: 0m1.250s 0m0.125s. */
function secondsIn(line: string): number {
  return [...line.matchAll(/(\d+)m([\d.]+)s/g)].reduce(
    (sum, [, minutes, seconds]) => sum + 60 * Number(minutes) + Number(seconds),
    0,
  );
}

const PYTHON = '/usr/bin/python3';

/** Resolves to what a Python program takes; undefined if it does not import what it needs. */
export async function ofPython(
  needs: string,
  program: string,
  args: readonly string[],
): Promise<Measured | undefined> {
  if (!hasModule(needs)) return undefined;
  return ofCommand(PYTHON, ['-c', program, ...args], '/');
}

/**
 * Resolves to what a part of a Python program takes: the program prints its seconds of CPU. Undefined
 * if Python does not import what it needs.
 */
export function ofPartInPython(
  needs: string,
  program: string,
  args: readonly string[],
): Measured | undefined {
  if (!hasModule(needs)) return undefined;
  const { stdout, stderr, status } = spawnSync(PYTHON, ['-c', program, ...args]);
  if (status !== 0) throw new Error(`python3 failed:\n${stderr.toString()}`);
  return { cpu: Number(stdout.toString()) };
}

function hasModule(name: string): boolean {
  return spawnSync(PYTHON, ['-c', `import ${name}`]).status === 0;
}
