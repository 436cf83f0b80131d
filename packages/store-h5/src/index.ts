/**
 * Saves tables of psyrun to .h5 files.
 *
 * @packageDocumentation
 */
export { NetcdfExporter } from './netcdf/netcdf-exporter.ts';
export { H5Store, type H5StoreOptions } from './h5-store.ts';
