/** Runs the `psy` command: as it was built or, in a clone of the repository, from the sources. */
import { existsSync } from 'node:fs';

// Not published.
const fromSources = new URL('./from-sources.js', import.meta.url);
await import(existsSync(fromSources) ? fromSources.href : '../dist/psy.js');
