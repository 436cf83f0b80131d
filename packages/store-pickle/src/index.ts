/**
 * Saves tables of psyrun to .pkl files.
 *
 * @packageDocumentation
 */
export { PickleStore } from './pickle-store.ts';
