import { spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { PsyrunError } from '@psyrun/core';
import { pythonModules } from '@psyrun/evaluator-command/internal';
import type { freeze } from '@psyrun/pspace';

/** The place of the Python modules `psyrun` and `psyrun_task`, for the module search path of Python. */
export const modulesFolder = (): string => fileURLToPath(new URL('../python', import.meta.url));

/** The arguments with which Python describes task files. */
function describer(): string[] {
  return [fileURLToPath(new URL('../python/describe_tasks.py', import.meta.url))];
}

/** The files to describe. Paths are relative to the folder in which Python starts. */
export interface DescribeRequest {
  readonly taskdir: string;
  readonly files: readonly string[];
  readonly conf?: string;
  /** The settings of the files are needed alone. */
  readonly settingsOnly?: boolean;
}

/** An exception of a file. Without a traceback, the message says all. */
export interface PythonError {
  readonly name: string;
  readonly message: string;
  readonly traceback: string | null;
}

/** A file that could not be described. */
export interface Failed {
  readonly error: PythonError;
  /** The interpreter that the file names, if a module could not be imported. */
  readonly python?: string | null;
}

/** A setting of `scheduler_args`: a value, or what a function gave for each job. */
export type AnsweredArg =
  { readonly value: unknown } | { readonly byJob: Readonly<Record<string, unknown>> };

/** The settings of a task file in Python. */
export interface AnsweredSettings {
  readonly settings: Readonly<Record<string, unknown>> & {
    readonly maxJobs?: number | null;
    readonly name?: string | null;
    readonly python?: string;
    readonly resultfile?: string | null;
    readonly schedulerArgs?: Readonly<Record<string, AnsweredArg>>;
  };
}

/** A task file as Python describes it. */
export interface AnsweredTask extends AnsweredSettings {
  readonly space: ReturnType<typeof freeze>;
  /** The content of the file of rows, in base64. */
  readonly rows: string;
  /** Digests by absolute path. */
  readonly code: Readonly<Record<string, string>>;
}

/** The interpreter that described the files. */
export interface AnsweredPython {
  readonly executable: string;
  readonly version: string;
  /** Versions of imported packages by name. */
  readonly packages: Readonly<Record<string, string>>;
}

/** The answer to a request: of each file a description `T`, or why there is none. */
export type PythonAnswer<T> =
  | { readonly tooOld: { readonly executable: string; readonly version: string } }
  | { readonly conf: Failed }
  | { readonly tasks: Readonly<Record<string, T | Failed>>; readonly python: AnsweredPython };

/**
 * Lets a Python interpreter describe task files. What they print goes to standard error.
 *
 * Throws `PSYRUN_EVALUATOR` if the interpreter does not start, is too old, or ends without an answer.
 */
export async function askPython<T extends AnsweredSettings>(
  python: string,
  cwd: string,
  request: DescribeRequest,
): Promise<Exclude<PythonAnswer<T>, { readonly tooOld: unknown }>> {
  const child = spawn(python, describer(), { cwd, stdio: ['pipe', 2, 2, 'pipe'] });
  child.stdin!.on('error', () => undefined); // Its end is told by the end of the process.
  child.stdin!.end(JSON.stringify({ ...request, modules: pythonModules() }));
  const ended = once(child, 'exit') as Promise<[number | null, string | null]>;
  const [answer, [code, signal]] = await Promise.all([
    textOf(child.stdio[3] as Readable),
    ended,
  ]).catch((cause: Error) => {
    throw noAnswer(python, `could not be started: ${cause.message}.`, cause);
  });
  if (answer.endsWith('\n')) {
    const told = JSON.parse(answer) as PythonAnswer<T>;
    if (!('tooOld' in told)) return told;
    throw noAnswer(python, `is Python ${told.tooOld.version}. psyrun needs Python 3.7 or newer.`);
  }
  const how = signal === null ? `with exit code ${code}` : `by the signal ${signal}`;
  throw noAnswer(python, `ended ${how} while it loaded ${request.files.join(', ')}.`);
}

async function textOf(stream: Readable): Promise<string> {
  let text = '';
  for await (const chunk of stream.setEncoding('utf8')) text += chunk as string;
  return text;
}

function noAnswer(python: string, what: string, cause?: Error): PsyrunError {
  return new PsyrunError('PSYRUN_EVALUATOR', `The Python interpreter ${python} ${what}`, {
    hint: 'Name another one with PSYRUN_PYTHON, or see what it printed.',
    fields: { python },
    ...(cause && { cause }),
  });
}
