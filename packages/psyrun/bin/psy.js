#!/usr/bin/env node
/**
 * Runs the `psy` command. Too old a Node is told by one sentence, before it meets a file that it cannot
 * read: this file is written for Node 12.
 */
import { whyTooOld } from '@psyrun/core/node-floor';

const why = whyTooOld(process.versions.node, process.execPath);
if (why === undefined) {
  import('./start.js');
} else {
  process.stderr.write(`psy: error: ${why}\n`);
  process.exitCode = 2;
}
