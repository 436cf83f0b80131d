#!/usr/bin/env node
/** Runs the `psy` command. */
import { psyProcess } from './psy-process.ts';

await psyProcess(import.meta.url);
