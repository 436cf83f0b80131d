import type { TaskReport } from './report-task.ts';
import { writeMadeFile } from './write-made-file.ts';

/** Writes the page of a task. Throws as {@link writeMadeFile} does: another file is not replaced. */
export async function writeReport(file: string, { page }: Pick<TaskReport, 'page'>): Promise<void> {
  await writeMadeFile(file, page, '<title>psyrun report</title>');
}
