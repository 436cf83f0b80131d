/**
 * The psy command.
 *
 * @packageDocumentation
 */
export { psyProcess } from './psy-process.ts';
