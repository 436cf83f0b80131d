/**
 * Saves tables of psyrun to .h5 files.
 *
 * @packageDocumentation
 */
export { H5Store } from './h5-store.ts';
