import type { WatchResult } from '@psyrun/operations';
import { duration } from '../terminal/duration.ts';
import { bad, doubtful, good, plainText, type Line } from '../terminal/line.ts';
import type { ScreenSize } from '../terminal/screen.ts';
import { visibleLine } from '../terminal/visible-text.ts';
import { cutToWidth } from './aligned-lines.ts';
import { paceLines } from './pace-lines.ts';
import { unfinishedJobLines } from './unfinished-job-lines.ts';

const BAR = 30;

/**
 * Returns what is shown of tasks that are watched, as lines that fit on a screen. What does not fit is left
 * out, and a line says how much.
 */
export function watchLines(tasks: readonly WatchResult[], { columns, rows }: ScreenSize): Line[] {
  const all = tasks.flatMap((task) => [...taskLines(task), '']);
  const room = Math.max(1, rows - 1);
  const shown = all.length <= room ? all : all.slice(0, room - 1);
  const hidden = all.length - shown.length;
  const more = hidden > 0 ? [`… ${hidden} more lines do not fit.`] : [];
  return [...shown, ...more, 'q leaves; the jobs go on.'].map((line) => fitted(line, columns));
}

/** Returns a task in one line, where there is no screen. */
export function watchLine(task: WatchResult): Line {
  const [pace = ''] = task.working
    ? paceLines(task.pace, { isWorking: true })
    : ['Nothing works on it.'];
  return [`${task.task}: `, ...countsOf(task), `. ${pace}`.trimEnd()];
}

function taskLines(task: WatchResult): Line[] {
  const { total, done, pace, jobs, quiet, failures, noAnswer, working, time } = task;
  const now = Date.parse(time);
  const ago = (then: string): string => duration(Math.max(0, now - Date.parse(then)) / 1000);
  const filled = Math.floor(total === 0 ? BAR : (BAR * done) / total);
  const bar = `[${'#'.repeat(filled)}${'.'.repeat(BAR - filled)}]`;
  const state = working ? '' : total === done ? good('ended') : doubtful('nothing works on it');
  const lines: Line[] = [
    [`${task.task}  ${bar}  `, state],
    ['  ', ...countsOf(task)],
    ...paceLines(pace, { isWorking: working, details: true }).map((line) => `  ${line}`),
  ];
  if (noAnswer !== undefined) lines.push(['  ', doubtful(noAnswer.message)]);
  section(lines, 'Jobs', unfinishedJobLines(jobs));
  section(
    lines,
    'Jobs longest without a row',
    quiet.map(({ job, row, since }) => `${job}: ${ago(since)} since row ${row} ended`),
  );
  section(
    lines,
    'Last failures',
    failures.map(({ row, name, message, ended }) => [
      `row ${row}, ${ago(ended)} ago: `,
      bad(`${name}: ${message.split('\n')[0]!}`),
    ]),
  );
  return lines;
}

function section(lines: Line[], title: string, content: readonly Line[]): void {
  if (content.length === 0) return;
  lines.push(`  ${title}:`);
  for (const line of content)
    lines.push(typeof line === 'string' ? `    ${line}` : ['    ', ...line]);
}

function countsOf({ total, done, failed, missing }: WatchResult): Exclude<Line, string> {
  return [
    `${done} of ${total} rows done, `,
    bad(`${failed} failed`, failed > 0),
    ', ',
    doubtful(`${missing} missing`, missing > 0),
  ];
}

/** Cuts a line to a width, in columns of the terminal. */
function fitted(line: Line, columns: number): Line {
  const parts = typeof line === 'string' ? [line] : line;
  const fit: Exclude<Line, string>[number][] = [];
  let before = '';
  for (const part of parts) {
    const text = visibleLine(plainText([part]));
    const cut = cutToWidth(before + text, columns).slice(before.length);
    fit.push(typeof part === 'string' ? cut : { ...part, text: cut });
    if (cut.length < text.length) break;
    before += text;
  }
  return fit;
}
