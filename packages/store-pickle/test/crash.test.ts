import { describe, expect, test } from '@jest/globals';
import { describeCrashes, describeFullDisk } from '@psyrun/testkit';
import { PickleStore } from '../src/pickle-store.ts';

const runner = { describe, test, expect };
const create = () => new PickleStore();
const address = {
  module: new URL('../dist/index.js', import.meta.url).href,
  export: 'PickleStore',
};
/** For each of `save` and `append`; more for a long look: `PSYRUN_KILLS=200`. */
const kills = Number(process.env['PSYRUN_KILLS'] ?? 12);

describeCrashes(runner, create, address, { kills, longest: 30 });
describeFullDisk(runner, create);
