import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { scriptAsComments } from '@psyrun/scheduler-command';

/**
 * Returns the path of the batch script of a single job, or of an array. The scripts are constant.
 * The command of a job is passed to them as arguments, so no shell interprets a value of the user.
 */
export function batchScript(isArray: boolean): string {
  const name = isArray ? 'array.sh' : 'job.sh';
  return fileURLToPath(new URL(`../../scripts/${name}`, import.meta.url));
}

/** Resolves to the batch script as comments of a shell, below its path. */
export async function batchScriptAsComments(isArray: boolean): Promise<string> {
  const file = batchScript(isArray);
  return scriptAsComments(file, await readFile(file, 'utf8'));
}
