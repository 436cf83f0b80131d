import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isProgramAddress, type EvaluatorAddress } from '@psyrun/core';
import { isSoundRowsFile } from '@psyrun/run';
import type { LoadedTask } from '@psyrun/task';

/**
 * Resolves to the address of a program whose file of rows is there. Without a run, or if the
 * file is damaged, it is a temporary one.
 */
export async function withRowsFile({ evaluator, rowsFile }: LoadedTask): Promise<{
  readonly evaluator: EvaluatorAddress;
  readonly removeRows: () => Promise<void>;
}> {
  const isThere = rowsFile === undefined || (await isSoundRowsFile(rowsFile.path));
  if (isThere || !isProgramAddress(evaluator)) {
    return { evaluator, removeRows: async () => undefined };
  }
  const folder = await mkdtemp(join(tmpdir(), 'psyrun-rows-'));
  const file = join(folder, 'rows');
  await writeFile(file, rowsFile.content);
  return {
    evaluator: { ...evaluator, rowsFile: file },
    removeRows: () => rm(folder, { recursive: true, force: true }),
  };
}
