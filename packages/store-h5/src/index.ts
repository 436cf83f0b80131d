/**
 * Saves tables of psyrun to .h5 files.
 *
 * @packageDocumentation
 */
export { H5Store, type H5StoreOptions } from './h5-store.ts';
