/**
 * Saves tables of psyrun to .npz files.
 *
 * @packageDocumentation
 */
export { NpzStore } from './npz-store.ts';
