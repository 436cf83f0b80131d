/**
 * Prints what the page of `psy report` takes in Chromium without a network: its size, times, memory. The line
 * `psy report` of `npm run bench` tells what the command takes.
 *
 * Run: node --import tsx bench/report/page.ts [rows...]
 */
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium, type Browser } from 'playwright-core';
import { inFolder } from '../measure/folder.ts';
import { psy } from '../measure/psy.ts';
import { recordRun } from '../measure/record-run.ts';

const sizes = process.argv.slice(2).map(Number);
const browser = await chromium.launch({
  executablePath: '/usr/bin/chromium',
  args: ['--no-sandbox', '--enable-precise-memory-info', '--js-flags=--expose-gc'],
});

/** Numbers without pattern, so that no compression helps: the mixing of MurmurHash3. */
const noise = (seed: number) => (index: number) => {
  let hash = Math.imul(index * 3 + seed, 0x9e3779b1);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
};
const [first, second, third] = [noise(1), noise(2), noise(3)];

for (const rows of sizes.length > 0 ? sizes : [1e4, 1e5, 1e6]) {
  await inFolder(async (folder) => {
    const space = `product(param({ a: range(${rows / 100}) }), param({ b: range(10) }), param({ c: range(10) }))`;
    const results = (i: number) =>
      i % 50 === 3 ? undefined : { x: first(i), y: second(i) / 7, z: Math.log(third(i) + 1) };
    await recordRun(folder, { space, rows: { name: 'noise', results } });
    await psy(folder, 'report', 't');
    const file = join(folder, 't.html');
    const page = await pageIn(browser, file);
    const size = statSync(file).size / 1e6;
    console.log(
      `${rows} rows: page ${size.toFixed(1)} MB, ` +
        `ready in ${Math.round(page.ready)} ms, map in ${Math.round(page.map)} ms, selected in ${Math.round(page.select)} ms, ` +
        `heap ${Math.round(page.heap / 2 ** 20)} MiB, ${page.requests} requests, ${page.complaints} complaints`,
    );
  });
}
await browser.close();

/** Opens a page and measures it, in milliseconds and bytes. */
async function pageIn(browser: Browser, file: string) {
  const context = await browser.newContext({ offline: true });
  const page = await context.newPage();
  let [requests, complaints] = [-1, 0];
  page.on('request', () => requests++);
  page.on('console', () => complaints++);
  page.on('pageerror', () => complaints++);
  const begin = performance.now();
  await page.goto(pathToFileURL(file).href);
  await page.waitForSelector('body[data-ready]');
  const ready = performance.now() - begin;
  const map = await timeOf(() => page.getByRole('tab', { name: 'Map' }).click());
  await page.getByRole('tab', { name: 'Verdict' }).click();
  const select = await timeOf(() => page.getByRole('button', { name: 'F failed' }).click());
  const heap = await page.evaluate<number>('gc(), performance.memory.usedJSHeapSize');
  await context.close();
  return { ready, map, select, heap, requests, complaints };
}

async function timeOf(work: () => Promise<void>): Promise<number> {
  const begin = performance.now();
  await work();
  return performance.now() - begin;
}
