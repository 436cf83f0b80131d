import { describe, expect, test } from '@jest/globals';
import { describeCrashes, describeFullDisk } from '@psyrun/testkit';
import { H5Store } from '../src/index.ts';

const runner = { describe, test, expect };
const create = () => new H5Store();
const address = { module: new URL('../dist/index.js', import.meta.url).href, export: 'H5Store' };
/** For each of `save` and `append`; more for a long look: `PSYRUN_KILLS=200`. */
const kills = Number(process.env['PSYRUN_KILLS'] ?? 12);

describeCrashes(runner, create, address, { kills, longest: 80 });
describeFullDisk(runner, create);
