/** Results: in other formats, merged, compared with their certificates. */
export { exportFile, isFileToExport, type ExportFileOptions } from './export-file.ts';
export { exportTask, type ExportOptions } from './export-task.ts';
export { jsonText } from './json-text.ts';
export { mergeDirectory, type MergeDirectoryOptions } from './merge-directory.ts';
export { resultSample } from './result-sample.ts';
export { verifyTask, type VerifyOptions } from './verify-task.ts';
export type { ExportedFact } from '../rows/with-facts.ts';
