/**
 * Follows docs/newcomer.md literally, starting in an empty folder, with the packages as they would
 * be published and a real Slurm. Prints the effort of each task, and that of the tutorial of the
 * original. Exits with 1 if a command prints anything that the page does not show.
 *
 * With `--clone` it also follows README.md in a clone, starting with `npm ci`. That takes a minute.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { blocksOf } from '../snippets/documents/blocks.ts';
import { follow } from '../snippets/documents/follow.ts';
import { Shell } from '../snippets/documents/shell.ts';
import { stepsOf, type Step } from '../snippets/documents/steps.ts';
import { fromClone } from './from-clone.ts';
import { NewcomerProject } from './newcomer-project.ts';
import { ORIGINAL } from './original.ts';
import { readingOf } from './reading.ts';
import { sectionsOf, type Section } from './sections.ts';

const PAGE = join(import.meta.dirname, '../../docs/newcomer.md');
const lines = readFileSync(PAGE, 'utf8').split('\n');

/** The effort of a task. */
interface Effort {
  readonly commands: number;
  readonly files: number;
  readonly seconds: number;
}

async function doTask(section: Section, shell: Shell, folder: string): Promise<Effort> {
  const steps = blocksOf(PAGE)
    .filter(({ line }) => line > section.from && line < section.to)
    .flatMap(stepsOf);
  const count = (kind: Step['kind']) => steps.filter((step) => step.kind === kind).length;
  let seconds = 0;
  for (const step of steps) {
    try {
      seconds += (await follow(step, shell, folder))?.seconds ?? 0;
    } catch (error) {
      throw new Error(`docs/newcomer.md:${step.line}\n${(error as Error).message}`, {
        cause: error,
      });
    }
  }
  return { commands: count('type'), files: count('write'), seconds };
}

function printRow(title: string, ...cells: readonly (number | string)[]): void {
  console.log(title.padEnd(34) + cells.map((cell) => String(cell).padStart(10)).join(''));
}

/** The first task ends with the first result. */
async function printComparison(first: Section, { commands, seconds }: Effort): Promise<void> {
  const { lines: read, words } = readingOf(lines.slice(0, first.to - 1).join('\n'));
  console.log('\nFrom the install to a first result:');
  printRow('', 'commands', 'seconds', 'lines', 'words');
  printRow('docs/newcomer.md, task 1', commands, seconds.toFixed(1), read, words);
  if (process.argv.includes('--clone')) {
    const clone = await fromClone();
    printRow(
      'README.md, a clone',
      clone.commands,
      clone.seconds.toFixed(1),
      clone.lines,
      clone.words,
    );
  }
  printRow(
    'Python psyrun',
    ORIGINAL.commands,
    ORIGINAL.seconds.toFixed(1),
    ORIGINAL.lines,
    ORIGINAL.words,
  );
  console.log(`(${ORIGINAL.source})`);
}

const tasks = sectionsOf(PAGE).filter(({ title }) => /^\d+\. /.test(title));
const project = await NewcomerProject.open();
const shell = new Shell(project.folder, project.env);
try {
  printRow('task', 'commands', 'files', 'seconds');
  const efforts: Effort[] = [];
  for (const task of tasks) {
    const effort = await doTask(task, shell, project.folder);
    efforts.push(effort);
    printRow(task.title, effort.commands, effort.files, effort.seconds.toFixed(1));
  }
  await printComparison(tasks[0]!, efforts[0]!);
} catch (error) {
  console.error(String(error));
  process.exitCode = 1;
} finally {
  shell.close();
  await project.close();
}
