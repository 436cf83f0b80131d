/**
 * Rows evaluated by programs: Python, R, any worker program, any command.
 *
 * @packageDocumentation
 */
export { command, type CommandOptions } from './command/command.ts';
export type { ProgramOptions } from './program/program-options.ts';
export { worker, type WorkerProgramOptions } from './program/worker.ts';
export { python, type PythonOptions } from './python/python.ts';
export { r } from './r/r.ts';
export type { ROptions } from './r/r-options.ts';
