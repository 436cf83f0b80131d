import type { Reading } from './reading.ts';

/** What the tutorial of Python psyrun asks of a reader up to a first result of `psy run`. */
export interface Original extends Reading {
  readonly commands: number;
  /** Of `psy run` alone: installing needs a network and depends on it. */
  readonly seconds: number;
  readonly source: string;
}

/**
 * Counted by hand, once, in the user guide of Python psyrun 0.8: its text from the start to the end of
 * its first task file, without which `psy run` does nothing; the text was broken at 100 characters, as
 * ours is. The guide shows neither a command that is typed nor what one prints, so the commands are
 * the two that cannot be done without: `pip install psyrun` and `psy run`.
 *
 * The seconds are those of `psy run` for that task file (5,000 rows in 100 jobs), without its lines for
 * a cluster and with the imports that it lacks, on 2026-11-22 on a machine with 2 cores: Python psyrun
 * 0.8.0 from its repository, Python 3.11 with the names put back that 3.10 took out of collections.
 */
export const ORIGINAL: Original = {
  lines: 152,
  words: 1509,
  commands: 2,
  seconds: 18.1,
  source: 'User Guide of Python psyrun 0.8.0, sections 1 to 5',
};
