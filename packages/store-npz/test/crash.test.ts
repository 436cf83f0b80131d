import { describe, expect, test } from '@jest/globals';
import { describeCrashes, describeFullDisk } from '@psyrun/testkit';
import { NpzStore } from '../src/index.ts';

const runner = { describe, test, expect };
const create = () => new NpzStore();
const address = { module: new URL('../src/index.ts', import.meta.url).href, export: 'NpzStore' };
/** Few by default, for each takes a process; `PSYRUN_KILLS=100` is the long run. */
const kills = Number(process.env['PSYRUN_KILLS'] ?? 8);

describeCrashes(runner, create, address, { kills, longest: 60 });
describeFullDisk(runner, create);
