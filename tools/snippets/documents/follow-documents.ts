import { availableParallelism } from 'node:os';
import type { Complaint } from '../complaint.ts';
import { followDocument } from './follow-document.ts';

/**
 * Follows documents as a reader would. Returns the number of typed commands. The documents share
 * nothing, so several are followed at the same time.
 */
export async function followDocuments(
  files: readonly string[],
  complain: Complaint,
): Promise<number> {
  let commands = 0;
  const waiting = files.values();
  const followNext = async (): Promise<void> => {
    for (const file of waiting) {
      const typed = await followDocument(file, complain);
      commands += typed;
    }
  };
  await Promise.all(Array.from({ length: availableParallelism() }, followNext));
  return commands;
}
