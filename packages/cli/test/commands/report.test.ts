import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import axe from 'axe-core';
import { chromium, type Browser, type Page } from 'playwright-core';
import type { StatusResult } from '@psyrun/operations';
import { Project } from '../fixtures/project.ts';
import { psyHere } from '../fixtures/psy-here.ts';
import { rowsHere } from '../fixtures/rows-here.ts';

const VIEWS = [
  'Verdict',
  'Map',
  'Slices',
  'Parallel',
  'Distributions',
  'Failures',
  'Timeline',
  'Cost',
  'Table',
];

/** Strings that would do harm as markup or as code. Each names what it would leave behind. */
const TASK = `${rowsHere()}
${String.raw`
import { param, range } from '@psyrun/pspace';
const parts = ['</script>', '<script>window.harm=1</script>', '<img src=x onerror="window.harm=2">', '<!--', ']]>',
  '"onmouseover="window.harm=3', "';window.harm=4;'", '\u2028', '\u202e', '&lt;b&gt;', '{{harm}}', '\u0000', 'javascript:window.harm=5'];
const hostile = Array.from({ length: 10_000 }, (_, i) =>
  parts[i % 13] + parts[Math.floor(i / 13) % 13] + parts[Math.floor(i / 169) % 13] + i);
export const pspace = param({ '</script><script>window.harm=6</script>': hostile, n: range(10_000) });
export const maxJobs = 2;
export function execute(row) {
  const text = row['</script><script>window.harm=6</script>'];
  if (row.n % 10 === 3) throw Object.assign(new Error(parts[row.n % 13] + row.n), { name: 'RangeError' + parts[row.n % 13] });
  return { y: Math.sqrt(row.n), '<b onclick="window.harm=7">': row.n % 7, text };
}`}`;

let project: Project;
let browser: Browser;
beforeAll(async () => {
  project = new Project();
  project.write('psy-tasks/task_t.js', TASK);
  await psyHere(project, ['run', '-q', 't']);
  expect((await psyHere(project, ['report', 't'])).stderr).toBe(
    'Wrote t.html: 9000 of 10000 rows done.\n',
  );
  browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] });
}, 180_000);
afterAll(async () => {
  await browser?.close();
  project.remove();
});

/** Opens the page without a network. Returns what it asked for, and what it complained about. */
async function open(colorScheme: 'light' | 'dark') {
  const context = await browser.newContext({ offline: true, colorScheme });
  const page = await context.newPage();
  const complaints: string[] = [];
  const requests: string[] = [];
  page.on('console', (message) => complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('dialog', (dialog) => complaints.push(dialog.message()));
  page.on('request', (request) => requests.push(request.url()));
  const url = pathToFileURL(project.path('t.html')).href;
  await page.goto(url);
  await page.waitForSelector('body[data-ready]');
  return { page, complaints, others: () => requests.filter((request) => request !== url) };
}

const openView = (page: Page) => page.getAttribute('[role=tab][aria-selected=true]', 'id');
const focused = (page: Page) => page.evaluate<string>('document.activeElement.id');

/** Returns the serious problems of accessibility that axe finds in what is shown, without parts of pictures. */
async function seriousProblems(
  page: Page,
  panel: string,
  runOnly: readonly string[],
): Promise<string[]> {
  const { violations } = await page.evaluate<{
    violations: { id: string; impact: string; nodes: { html: string }[] }[];
  }>(
    `axe.run({ include: ['${panel}', 'header', '[role=tablist]'], exclude: ['svg > *'] }, { resultTypes: ['violations'], runOnly: ${JSON.stringify(runOnly)} })`,
  );
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes[0]!.html}`);
}

/** All rules of axe in light, and in dark those that depend on colours. */
const RULES = {
  light: ['wcag2a', 'wcag2aa', 'wcag21aa', 'best-practice'],
  dark: ['color-contrast'],
};

test.each(['light', 'dark'] as const)(
  'the keyboard reaches all views (%s); nothing is asked for, hostile strings are text',
  async (colorScheme) => {
    const rules = RULES[colorScheme];
    const { page, complaints, others } = await open(colorScheme);
    const { stdout } = await psyHere(project, ['status', '--json', 't']);
    const { done, failed, missing, total } = JSON.parse(stdout) as StatusResult;
    const counts = page.locator('#panel-0 table').first().locator('td:nth-child(2)');
    const shown = (await counts.allInnerTexts()).map((text) => Number(text.replace(',', '')));
    expect(shown).toEqual([missing, failed, done, total]);
    await page.evaluate(axe.source);
    for (let i = 0; i < 20 && (await focused(page)) !== 'tab-0'; i++)
      await page.keyboard.press('Tab');
    for (const [i, view] of VIEWS.entries()) {
      expect([view, await focused(page), await openView(page)]).toEqual([
        view,
        `tab-${i}`,
        `tab-${i}`,
      ]);
      expect(await page.locator(`#panel-${i} h2`).first().isVisible()).toBe(true);
      // Looking for problems takes seconds; colours are the same in all views.
      if (colorScheme === 'light' || view === 'Verdict') {
        expect([view, await seriousProblems(page, `#panel-${i}`, rules)]).toEqual([view, []]);
      }
      await page.keyboard.press('ArrowRight');
    }
    expect(
      await page.evaluate(
        '[window.harm, document.querySelectorAll("main :is(script, img, b)").length]',
      ),
    ).toEqual([undefined, 0]);
    expect([complaints, others()]).toEqual([[], []]);
  },
  300_000,
);

test('a selection is told in words, as code, and holds in all views', async () => {
  const { page } = await open('light');
  await page.getByRole('button', { name: 'F failed' }).click();
  const bar = page.getByRole('status', { name: 'Selection' });
  expect(await bar.innerText()).toContain('1,000 of 10,000 rows selected');
  await page.getByRole('tab', { name: 'Distributions' }).click();
  await page.locator('#panel-4 select').selectOption('n');
  await page.locator('#panel-4 input').nth(1).fill('99');
  await page.locator('#panel-4 input').nth(1).press('Enter');
  expect(await bar.innerText()).toContain('10 of 10,000 rows selected');
  expect(await page.locator('#where').innerText()).toBe(
    '.where((row) => row["n"] >= 0 && row["n"] <= 99)',
  );
  await page.getByRole('tab', { name: 'Table' }).click();
  expect(await page.locator('.rows tbody tr td:first-child').allInnerTexts()).toEqual(
    Array.from({ length: 10 }, (_, i) => String(10 * i + 3)),
  );
  const downloading = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Download CSV' }).click();
  const csv = readFileSync(await (await downloading).path(), 'utf8');
  expect(csv.split('\r\n')).toHaveLength(12);
});

test('the keyboard alone chooses cells, bars and steps, and stays where it is', async () => {
  const { page } = await open('light');
  const { keyboard } = page;
  const bar = page.getByRole('status', { name: 'Selection' });
  const inFocus = () => page.evaluate<string>('document.activeElement.getAttribute("aria-label")');
  await page.getByRole('tab', { name: 'Map' }).focus();
  await keyboard.press('Home');
  await keyboard.press('ArrowRight');
  await page.locator('#panel-1 select').first().selectOption('n');
  await page.locator('#panel-1 select').nth(1).focus();
  await page.locator('#panel-1 select').nth(1).selectOption('n');
  for (let i = 0; i < 9 && !(await inFocus())?.includes('Arrow keys'); i++)
    await keyboard.press('Tab');
  for (const key of ['ArrowRight', 'ArrowRight', 'ArrowUp', 'ArrowUp']) await keyboard.press(key);
  expect(await page.locator('#panel-1 .readout').innerText()).toMatch(
    /^n 333.* 150 done, 16 failed/,
  );
  await keyboard.press('Enter');
  expect(await bar.innerText()).toContain('166 of 10,000 rows selected');
  // The picture was drawn again: the cursor is where it was.
  expect(await inFocus()).toContain('Arrow keys');
  expect(await page.locator('#panel-1 .readout').innerText()).toContain('150 done');
  expect(await page.locator('#panel-1 .dim').count()).toBeGreaterThan(58);
  await page.getByRole('tab', { name: 'Slices' }).focus();
  await keyboard.press('Enter');
  const slider = page.getByRole('slider').first();
  await slider.focus();
  await keyboard.press('ArrowRight');
  await keyboard.press('ArrowRight');
  expect(await slider.inputValue()).toBe('1');
  expect(await page.evaluate('document.activeElement.type')).toBe('range');
});

test('failures are shown on the map; what is copied is the selection, as far as a space knows it', async () => {
  const { page } = await open('dark');
  await page.getByRole('tab', { name: 'Failures' }).click();
  await page.getByRole('button', { name: 'Show them on the map' }).first().click();
  expect(await openView(page)).toBe('tab-1');
  await page.locator('#panel-1 select').nth(1).selectOption('n');
  expect(await page.locator('#panel-1 .failed').count()).toBeGreaterThan(1);
  const bar = page.getByRole('status', { name: 'Selection' });
  expect(await bar.innerText()).toContain('group of the failure = 1');
  expect(await bar.innerText()).toContain('where() does not select by group of the failure.');
  await page.getByRole('tab', { name: 'Table' }).click();
  await page.getByRole('button', { name: 'Copy as where()' }).click();
  await page.getByText(/\.where\(\(row\) => true\) $/).waitFor();
});

test('the commands on the page do what it says', async () => {
  const { page } = await open('light');
  const commandIn = async (panel: number, start: string) => {
    const codes = await page.locator(`#panel-${panel} code`).allTextContents();
    return codes
      .find((code) => code.startsWith(start))!
      .split(' ')
      .slice(1);
  };
  await page.getByRole('tab', { name: 'Failures' }).click();
  const repro = await commandIn(5, 'psy repro t ');
  expect(await psyHere(project, repro)).toMatchObject({
    status: 1,
    stderr: expect.stringContaining('RangeError'),
  });
  expect(await psyHere(project, ['failures', 't'])).toMatchObject({ status: 0 });
  await page.getByRole('tab', { name: 'Verdict' }).click();
  const goesOn = await commandIn(0, 'psy run ');
  expect(goesOn).toEqual(['run', '-c', 't']);
  expect(await psyHere(project, [...goesOn, '-q'])).toMatchObject({ status: 1 });
}, 120_000);
