import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { describeStore } from '@psyrun/testkit';
import { ParquetStore } from 'psyrun-store-parquet';

const expect = (actual) => ({ toEqual: (expected) => assert.deepStrictEqual(actual, expected) });

describeStore({ describe, test, expect }, 'ParquetStore', () => new ParquetStore());
