#!/usr/bin/env node
/** The `psy` command with the usual plug-ins: those that this package depends on. */
import { processConsole, psyMain } from '@psyrun/cli';

process.exitCode = await psyMain(process.argv.slice(2), {
  console: processConsole(),
  host: import.meta.url,
});
