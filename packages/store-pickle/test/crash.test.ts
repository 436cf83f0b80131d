import { describe, expect, test } from '@jest/globals';
import { describeCrashes, describeFullDisk } from '@psyrun/testkit';
import { PickleStore } from '../src/pickle-store.ts';

const runner = { describe, test, expect };
const create = () => new PickleStore();
const address = { module: new URL('../src/index.ts', import.meta.url).href, export: 'PickleStore' };
/** Each kill takes a process; `PSYRUN_KILLS=100` is the long run. */
const kills = Number(process.env['PSYRUN_KILLS'] ?? 8);

describeCrashes(runner, create, address, { kills, longest: 30 });
describeFullDisk(runner, create);
