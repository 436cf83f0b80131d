import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { describeCrashes, describeFullDisk } from '@psyrun/testkit';
import { ParquetStore } from 'psyrun-store-parquet';

const expect = (actual) => ({ toEqual: (expected) => assert.deepStrictEqual(actual, expected) });
const runner = { describe, test, expect };
const create = () => new ParquetStore();
const address = { module: import.meta.resolve('psyrun-store-parquet'), export: 'ParquetStore' };

describeCrashes(runner, create, address, { kills: 100, longest: 60 });
describeFullDisk(runner, create);
