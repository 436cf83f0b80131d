import { describe, expect, test } from '@jest/globals';
import { describeCrashes, describeFullDisk } from '@psyrun/testkit';
import { H5Store } from '../src/index.ts';

const runner = { describe, test, expect };
const create = () => new H5Store();
const address = { module: new URL('../src/index.ts', import.meta.url).href, export: 'H5Store' };
/** Few by default, for each takes a process; `PSYRUN_KILLS=100` is the long run. */
const kills = Number(process.env['PSYRUN_KILLS'] ?? 8);

describeCrashes(runner, create, address, { kills, longest: 80 });
describeFullDisk(runner, create);
