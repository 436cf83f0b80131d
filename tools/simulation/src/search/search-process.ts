/**
 * Runs the seeds that the parent process sends, one share after the other, with the script of psyrun in the file of its
 * argument. It says at its beginning and after each share what it has run until now. The code is compiled by V8 once,
 * not for each share.
 */
import { readFileSync } from 'node:fs';
import { setFlagsFromString } from 'node:v8';
import { Simulation } from '../simulate.ts';
import { findViolation, searchOf, type Search, type Seeds } from './find-violation.ts';

// The compiler between the quick one and the thorough one, which later versions of Node use anyhow.
setFlagsFromString('--maglev');
const simulation = new Simulation(readFileSync(process.argv[2]!, 'utf8'));
const say = (search: Search): void => void process.send!(search);

process.on('message', (seeds: Seeds | 'end') => {
  if (seeds === 'end') return process.disconnect();
  findViolation(simulation, seeds).then(say, (error: unknown) => {
    console.error(error);
    process.exit(1);
  });
});
// The parent has ended, or has no more seeds.
process.on('disconnect', () => process.exit());
say(searchOf(simulation));
