#!/usr/bin/env node
/** The `psy` command with the usual plug-ins: those that this package depends on. */
import { psyProcess } from '@psyrun/cli';

await psyProcess(import.meta.url);
