/**
 * Takes the pictures of the documentation from a real run of psy: one of the terminal during the
 * run, one of the result. With `--check` it writes nothing, and exits with 1 if the existing
 * pictures differ from the current output of psy in more than numbers and the length of the bar. The
 * pictures of a report and of psy watch are only taken, not compared: they need Chromium, and time.
 */
import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PickleStore } from '@psyrun/store-pickle';
import { LinkedProject } from '../snippets/documents/linked-project.ts';
import { REPORT_PICTURES, reportPictures } from './report-pictures.ts';
import { resultPicture, type Trial } from './result-picture.ts';
import { runAtTerminal } from './run-at-terminal.ts';
import { terminalPicture } from './terminal-picture.ts';
import { screenOf } from './terminal.ts';
import { WATCH_PICTURE, watchPicture } from './watch-picture.ts';

const PICTURES = join(import.meta.dirname, '../../docs/pictures');
const COMMAND = 'psy run circle';

async function take(): Promise<Record<string, string>> {
  const project = new LinkedProject();
  try {
    cpSync(join(import.meta.dirname, 'fixtures'), project.folder, {
      recursive: true,
    });
    const env = { ...project.env, NO_COLOR: undefined };
    const halfDone = /\[#{12,}\.+\]/;
    const sent = await runAtTerminal(COMMAND, {
      cwd: project.folder,
      env,
      moment: (text) => halfDone.test(text),
    });
    const lines = [[{ text: `$ ${COMMAND}`, colour: undefined }], ...screenOf(sent)];
    const trials = await trialsOf(join(project.folder, 'psy-work/circle/result.pkl'));
    return {
      'psy-run.svg': terminalPicture(lines, `A terminal in which ${COMMAND} is at work`),
      'circle.svg': resultPicture(trials, 'The result: the area of circles by random points'),
    };
  } finally {
    project.remove();
  }
}

async function watched(): Promise<readonly [string, string]> {
  const project = new LinkedProject();
  try {
    cpSync(join(import.meta.dirname, 'fixtures'), project.folder, { recursive: true });
    const env = { ...project.env, NO_COLOR: undefined };
    return [WATCH_PICTURE, await watchPicture(project.folder, env)];
  } finally {
    project.remove();
  }
}

async function trialsOf(file: string): Promise<Trial[]> {
  const { radius, aFrac } = await new PickleStore().load(file);
  return Array.from(radius!, (value, i) => ({
    radius: Number(value),
    aFrac: Number(aFrac!.at(i)),
  }));
}

/** Returns a picture without the parts that differ between runs. */
function lasting(picture: string): string {
  return picture
    .replace(/[\d.]+/g, '0')
    .replace(/\[#+0\]/, '[#0]')
    .replace(/ +/g, ' ');
}

const pictures = await take();
if (process.argv.includes('--check')) {
  const outdated = Object.keys(pictures).filter(
    (name) => lasting(readFileSync(join(PICTURES, name), 'utf8')) !== lasting(pictures[name]!),
  );
  const taken = [...REPORT_PICTURES, WATCH_PICTURE];
  outdated.push(...taken.filter((name) => !existsSync(join(PICTURES, name))));
  for (const name of outdated)
    console.error(`docs/pictures/${name} is outdated: npm run screenshots`);
  process.exitCode = outdated.length === 0 ? 0 : 1;
} else {
  mkdirSync(PICTURES, { recursive: true });
  for (const [name, picture] of Object.entries(pictures))
    writeFileSync(join(PICTURES, name), picture);
  for (const [name, picture] of [...(await reportPictures()), await watched()])
    writeFileSync(join(PICTURES, name), picture);
}
