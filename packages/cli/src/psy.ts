#!/usr/bin/env node
/** The `psy` command: the one file that reads the arguments and sets the exit code. */
import { processConsole } from './console.ts';
import { psyMain } from './psy-main.ts';

process.exitCode = await psyMain(process.argv.slice(2), {
  console: processConsole(),
  host: import.meta.url,
});
