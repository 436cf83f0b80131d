import { readFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import type { Task } from '@psyrun/core';
import { fileNames } from './file-names.ts';

/** Largest size of a source file that a run keeps, in characters. */
const LONGEST = 100_000;
/** Largest number of lines of a difference. */
const MOST_LINES = 40;

/**
 * Resolves to the source code of a task file and its local modules, by their paths relative to the task
 * file. It is kept to show later changes. Very long files are skipped.
 */
export async function sourceTexts(task: Task): Promise<Record<string, string>> {
  const nameOf = fileNames(task);
  const files = Object.keys(await task.code());
  const texts = await Promise.all(files.map((file) => readFile(file, 'utf8')));
  const known = files.map((file, i) => [nameOf(file), texts[i]!] as const);
  return Object.fromEntries(known.filter(([, text]) => text.length <= LONGEST).sort());
}

/** Resolves to the changes of the code of a task, as lines of a unified diff. */
export async function codeDifference(
  before: Readonly<Record<string, string>>,
  task: Task,
): Promise<string[]> {
  const now = await sourceTexts(task);
  // This module is needed only if a run is refused.
  const { structuredPatch } = await import('diff');
  const lines = Object.keys(before).flatMap((file) => {
    const text = now[file];
    if (text === undefined || text === before[file]) return [];
    const { hunks } = structuredPatch(file, file, before[file]!, text, '', '', { context: 2 });
    return [resolve(dirname(task.file), file), ...hunks.flatMap((hunk) => hunk.lines)];
  });
  const hidden = lines.length - MOST_LINES;
  return hidden > 0 ? [...lines.slice(0, MOST_LINES), `… ${hidden} lines more`] : lines;
}
