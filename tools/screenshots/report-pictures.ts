import { spawnSync } from 'node:child_process';
import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';
import { LinkedProject } from '../snippets/documents/linked-project.ts';

const SCHEMES = ['light', 'dark'] as const;

/** The names of the pictures of a report. */
export const REPORT_PICTURES: readonly string[] = SCHEMES.map((scheme) => `report-${scheme}.png`);

/** Takes a picture of the map of a sweep in which some rows fail, in light and dark. */
export async function reportPictures(): Promise<(readonly [name: string, picture: Buffer])[]> {
  const project = new LinkedProject();
  const browser = await chromium.launch({
    executablePath: '/usr/bin/chromium',
    args: ['--no-sandbox'],
  });
  try {
    cpSync(join(import.meta.dirname, 'fixtures'), project.folder, { recursive: true });
    // Rows fail, so that psy run ends with 1.
    for (const args of [
      ['run', '-q', 'waves'],
      ['report', 'waves'],
    ]) {
      spawnSync('psy', args, { cwd: project.folder, env: project.env });
    }
    const pictures: (readonly [string, Buffer])[] = [];
    for (const [i, colorScheme] of SCHEMES.entries()) {
      const viewport = { width: 1000, height: 700 };
      const context = await browser.newContext({ offline: true, colorScheme, viewport });
      const page = await context.newPage();
      await page.goto(pathToFileURL(join(project.folder, 'waves.html')).href);
      await page.getByRole('tab', { name: 'Map' }).click();
      pictures.push([REPORT_PICTURES[i]!, await page.screenshot()]);
    }
    return pictures;
  } finally {
    await browser.close();
    project.remove();
  }
}
