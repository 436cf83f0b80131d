import { hostname } from 'node:os';
import { basename } from 'node:path';
import { hasEnded, thisProcess } from '@psyrun/files';
import { sound, type Finding } from './finding.ts';

/**
 * The end of the name of a temporary file: the process that wrote it, random digits, and a count. Files of
 * earlier versions have no random digits.
 */
const TEMPORARY = /^\..*?-(\d+)-(?:[0-9a-f]{8}-)?\d+\.tmp$/;

/** True for the name of a temporary file, which a process renames when it is complete. */
export function isTemporary(path: string): boolean {
  return TEMPORARY.test(basename(path));
}

/**
 * Returns the finding for a temporary file. It is a leftover if its process has ended. A process of
 * another machine cannot be looked for, so its file stays.
 */
export function checkTemporary(path: string): Finding {
  const name = basename(path);
  const pid = Number(TEMPORARY.exec(name)![1]);
  const isHere = name.includes(`.${hostname()}-${pid}`);
  if (!isHere || !hasEnded({ ...thisProcess(), pid, started: null })) return sound(path);
  const problem = `Process ${pid}, which has ended, left it.`;
  return { path, state: 'leftover', problem, remedy: 'remove' };
}
