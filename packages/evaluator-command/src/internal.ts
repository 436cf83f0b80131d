/**
 * Parts for the packages of psyrun that run Python. They may change with each version.
 *
 * @packageDocumentation
 */
export { pythonFor } from './python/interpreter.ts';
export { pythonModules, pythonWorker } from './python/python-files.ts';
