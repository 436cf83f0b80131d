/**
 * The psy command.
 *
 * @packageDocumentation
 */
export { processConsole, type Console } from './console.ts';
export { psyMain } from './psy-main.ts';
export type { Session } from './session.ts';
