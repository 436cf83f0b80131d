import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { DuckDBInstance } from '@duckdb/node-api';
import { ParquetStore } from 'psyrun-store-parquet';

// DuckDB has a Parquet reader of its own: it agrees with ours only if the file is as it should be.

const folder = mkdtempSync(join(tmpdir(), 'parquet-'));
const file = join(folder, 'result.parquet');
const duckdb = await (await DuckDBInstance.create()).connect();
after(() => {
  duckdb.closeSync();
  rmSync(folder, { recursive: true });
});

async function query(sql) {
  const reader = await duckdb.runAndReadAll(sql.replace('FILE', `read_parquet('${file}')`));
  return reader.getRowsJS();
}

const TABLE = {
  radius: [0.5, -1e300, NaN],
  trial: [1, -2, 2 ** 53 - 1],
  count: [2n ** 63n - 1n, -(2n ** 63n), 0n],
  label: ['a', 'ü数😀', ''],
  ok: [true, false, true],
  raw: [Uint8Array.of(0, 255), Uint8Array.of(), Uint8Array.of(1)],
  when: [new Date(0), new Date('2024-02-29T12:34:56.789Z'), new Date(1)],
  note: ['x', null, 'z'],
  gap: [1.5, null, 2.5],
};

test('columns have the names and types that the README says', async () => {
  await new ParquetStore().save(file, TABLE);
  assert.deepEqual(
    (await query('DESCRIBE SELECT * FROM FILE')).map(([name, type]) => [name, type]),
    [
      ['radius', 'DOUBLE'],
      ['trial', 'BIGINT'],
      ['count', 'BIGINT'],
      ['label', 'VARCHAR'],
      ['ok', 'BOOLEAN'],
      ['raw', 'BLOB'],
      ['when', 'TIMESTAMP'],
      ['note', 'VARCHAR'],
      ['gap', 'DOUBLE'],
    ],
  );
});

test('every value is the one that was saved', async () => {
  await new ParquetStore().save(file, TABLE);
  const expected = TABLE.radius.map((_, row) => Object.values(TABLE).map((column) => column[row]));
  assert.deepEqual((await query('SELECT * FROM FILE')).map(plain), expected.map(plain));
});

test('rows that were appended, and what they lack, are there too', async () => {
  const store = new ParquetStore();
  await store.save(file, { x: [1], s: ['a'] });
  await store.append(file, { x: [2.5], y: [true] });
  assert.deepEqual(await query('SELECT x, s, y FROM FILE ORDER BY x'), [
    [1, 'a', null],
    [2.5, null, true],
  ]);
});

test('many rows are all there', async () => {
  const x = Array.from({ length: 200_000 }, (_, row) => row / 2);
  await new ParquetStore().save(file, { x });
  assert.deepEqual(await query('SELECT count(*), sum(x), min(x), max(x) FROM FILE'), [
    [200_000n, x.reduce((sum, value) => sum + value), 0, 99_999.5],
  ]);
});

/** 64-bit integers come as bigints, bytes in classes of several kinds. */
function plain(row) {
  return row.map((value) => {
    if (typeof value === 'bigint') return String(value);
    if (typeof value === 'number' && Number.isSafeInteger(value)) return String(value);
    return value instanceof Uint8Array ? [...value] : value;
  });
}
