/**
 * Measures the memory of a scan: files of 168 and of 1,680 MB (10^6 and 10^7 rows of a vector of 21
 * numbers) in batches of 1,000 rows, each in a separate process.
 *
 * Run: node --conditions=@psyrun/source --import tsx bench/stores/scan-memory.ts
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { NdColumn } from '@psyrun/columns';
import type { Store } from '@psyrun/core';
import { H5Store } from '@psyrun/store-h5';
import { NpzStore } from '@psyrun/store-npz';
import { PickleStore } from '@psyrun/store-pickle';

const BATCH = 1000;
const STORES = [new PickleStore(), new NpzStore(), new H5Store()];
const [order, file, count] = process.argv.slice(2);

if (order === undefined) compareAll();
else await obey(STORES.find(({ ext }) => file!.endsWith(ext))!);

function compareAll(): void {
  const folder = mkdtempSync(join(tmpdir(), 'psyrun-bench-'));
  try {
    for (const { ext, constructor } of STORES) {
      for (const rows of [1e6, 1e7]) {
        const path = join(folder, `table${ext}`);
        inProcess('save', path, rows);
        const [before, peak] = inProcess('scan', path, rows);
        const size = (statSync(path).size / 1e6).toFixed(0).padStart(5);
        const growth = (peak! - before!).toFixed(0).padStart(4);
        console.log(`${constructor.name.padEnd(12)} file ${size} MB   scan ${growth} MB`);
        rmSync(path);
      }
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Returns the megabytes before the work and at its peak. */
function inProcess(work: string, path: string, rows: number): number[] {
  const flags = ['--conditions=@psyrun/source', '--import', 'tsx', '--max-old-space-size=8000'];
  const args = [...flags, import.meta.filename, work, path, String(rows)];
  return JSON.parse(execFileSync(process.execPath, args, { encoding: 'utf8' })) as number[];
}

async function obey(store: Store): Promise<void> {
  const rows = Number(count);
  const megabytes = () => process.resourceUsage().maxRSS / 1024;
  if (order === 'save') {
    const data = Float64Array.from({ length: rows * 21 }, (_, i) => i / 3);
    await store.save(file!, { v: new NdColumn([rows, 21], data) });
    console.log('[]');
    return;
  }
  await store.load(file!, 0);
  const before = megabytes();
  let seen = 0;
  for await (const { v } of store.scan(file!, { batch: BATCH })) seen += v!.length;
  if (seen !== rows) throw new Error(`${seen} rows were scanned.`);
  console.log(JSON.stringify([before, megabytes()]));
}
