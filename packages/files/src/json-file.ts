import { readFile, writeFile } from 'node:fs/promises';
import { PsyrunError } from '@psyrun/core';
import { ifThere } from './is-not-found.ts';
import { replaceFile } from './replace-file.ts';

/** Replaces a file by an object in JSON, with the version of its format. */
export async function writeJson(file: string, format: number, content: object): Promise<void> {
  const text = `${JSON.stringify({ format, ...content }, undefined, 1)}\n`;
  await replaceFile(file, (path) => writeFile(path, text));
}

/**
 * An object from a file in JSON; undefined if there is no such file. Throws `PSYRUN_RUN_CORRUPT`
 * if it is not JSON or not of that format.
 */
export async function readJson<T extends object>(
  file: string,
  format: number,
): Promise<T | undefined> {
  const text = await ifThere(readFile(file, 'utf8'));
  if (text === undefined) return undefined;
  let content: (T & { format: unknown }) | undefined;
  try {
    content = JSON.parse(text) as T & { format: unknown };
  } catch (cause) {
    throw corrupt(file, 'is not valid JSON', cause);
  }
  if (content?.format === format) return content;
  throw corrupt(file, `is of format ${String(content?.format)}, expected ${format}`);
}

function corrupt(file: string, what: string, cause?: unknown): PsyrunError {
  return new PsyrunError('PSYRUN_RUN_CORRUPT', `${file} ${what}.`, {
    hint: 'The journals in out/ and kept/ beside it still hold the rows: psy merge reads them.',
    fields: { file },
    cause,
  });
}
