/** Runs the `psy` command from the sources of this clone: the one with the usual plug-ins. */
// By its address: Nx would take an import for something that the build needs.
await import(new URL('../../psyrun/bin/from-sources.js', import.meta.url).href);
