#!/usr/bin/env node
/** The `psy` command. */
import { psyProcess } from './psy-process.ts';

await psyProcess(import.meta.url);
