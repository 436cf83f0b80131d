import { describe, expect, test } from '@jest/globals';
import { describeCrashes, describeFullDisk } from '@psyrun/testkit';
import { NpzStore } from '../src/index.ts';

const runner = { describe, test, expect };
const create = () => new NpzStore();
const address = { module: new URL('../dist/index.js', import.meta.url).href, export: 'NpzStore' };
/** For each of `save` and `append`; more for a long look: `PSYRUN_KILLS=200`. */
const kills = Number(process.env['PSYRUN_KILLS'] ?? 12);

describeCrashes(runner, create, address, { kills, longest: 60 });
describeFullDisk(runner, create);
