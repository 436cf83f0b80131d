/**
 * Parts for the packages of psyrun that run Python. They may change with each version.
 *
 * @packageDocumentation
 */
export { pythonFor } from './python/interpreter.ts';
export { pythonDigestFile, pythonWorkerFile } from './python/python-files.ts';
