import { spawn } from 'node:child_process';
import { delimiter } from 'node:path';

/** The exit code and the output of a program. */
export interface Outcome {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** The folder of a program, and variables in addition to those of {@link userEnvironment}. */
export interface RunOptions {
  readonly cwd: string;
  readonly env?: NodeJS.ProcessEnv;
}

/** Runs a program and waits for its end, whatever its exit code. */
export async function tryProgram(
  [command, ...args]: readonly [string, ...string[]],
  { cwd, env = {} }: RunOptions,
): Promise<Outcome> {
  const child = spawn(command, args, {
    cwd,
    env: { ...userEnvironment(), ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let [stdout, stderr] = ['', ''];
  child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (exitCode) => resolve({ exitCode, stdout, stderr }));
  });
}

/** Runs a program and returns its standard output. If it fails, throws an error with all output. */
export async function runProgram(
  command: readonly [string, ...string[]],
  options: RunOptions,
): Promise<string> {
  const { exitCode, stdout, stderr } = await tryProgram(command, options);
  if (exitCode === 0) return stdout;
  throw new Error(
    `${command.join(' ')} (in ${options.cwd}) ended with ${exitCode}:\n${stdout}${stderr}`,
  );
}

/** What npm, Nx and Jest add to the environment of what they run. */
const ADDED = /^(npm_|NX_|JEST_|NODE_OPTIONS$|NODE_ENV$|NODE$|INIT_CWD$|FORCE_COLOR$)/;

/**
 * The environment without what npm, Nx and Jest add to it: a user's shell has neither the programs
 * of this workspace in its path nor settings of the npm that runs the tests. What is set for npm in
 * capitals, a proxy or a certificate, is the machine's and stays, but for the registry.
 */
export function userEnvironment(): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(
    ([name]) => !ADDED.test(name) && name !== 'NPM_CONFIG_REGISTRY',
  );
  const path = process.env['PATH']!.split(delimiter).filter(
    (folder) => !/node_modules|node-gyp-bin/.test(folder),
  );
  return { ...Object.fromEntries(kept), PATH: path.join(delimiter) };
}
