import { isSoundRowsFile } from '@psyrun/run';
import { sound, textOf, unusable, type Finding } from './finding.ts';

/** Checks the file from which the program of a task takes its rows. */
export async function checkRowsFile(path: string): Promise<Finding> {
  try {
    if (await isSoundRowsFile(path)) return sound(path);
    return unusable(path, `${path} is damaged. psy run writes it again.`, 'damaged');
  } catch (error) {
    return unusable(path, textOf(error), 'damaged');
  }
}
