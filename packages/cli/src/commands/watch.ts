import type { WatchResult } from '@psyrun/operations';
import { PageWriter, watchTasks } from '@psyrun/operations/watch';
import type { LoadedTask } from '@psyrun/task';
import { TaskLoop, type TaskFlags } from '../each-task.ts';
import type { Session } from '../session.ts';
import { watchLine, watchLines } from '../tables/watch-lines.ts';
import type { Console } from '../terminal/console.ts';
import { interruptedBy } from '../terminal/exit-codes.ts';
import { plainText } from '../terminal/line.ts';
import { untilInterrupted } from '../terminal/until-interrupted.ts';

/** Flags of {@link printWatch}. */
export interface WatchFlags extends TaskFlags {
  /** Also rewrites the page of each task. */
  readonly html?: boolean;
}

/** Shows the states of tasks, and stops to show them. */
interface View {
  readonly show: (tasks: readonly WatchResult[]) => void;
  readonly close: () => void;
}

/** Milliseconds between two lines of a task where there is no terminal. */
const PLAIN_INTERVAL = 10_000;
const CTRL_C = '\u0003';

/**
 * `psy watch`: shows tasks until nothing works on them, or `q` is pressed. At a terminal it is one screen
 * that is drawn again, elsewhere lines, with `--json` a line for each look. With `--html` it also rewrites
 * the page of each task as rows end.
 */
export async function printWatch(
  names: readonly string[],
  flags: WatchFlags,
  session: Session,
): Promise<number> {
  const { console } = session;
  const loop = new TaskLoop(flags, session);
  const tasks = await loop.load(names);
  if (tasks.length === 0) return loop.exitCode;
  return untilInterrupted(async (signal) => {
    const left = new AbortController();
    const leave = (reason: string): void => left.abort(reason);
    signal.addEventListener('abort', () => leave(String(signal.reason)));
    const view = viewOf(console, flags.json === true, leave);
    const pages = flags.html === true ? tasks : [];
    const writer = new PageWriter(
      pages.map((task) => () => writePage(task)),
      () => leave('error'),
    );
    const onLook = (looks: readonly WatchResult[]): void => {
      view.show(looks);
      writer.look(looks);
    };
    try {
      await watchTasks(tasks, { onLook, signal: left.signal });
    } finally {
      view.close();
    }
    await writer.close();
    if (pages.length > 0) console.error(`Wrote ${pages.map(pageOf).join(', ')}.`);
    const isLeft = !left.signal.aborted || left.signal.reason === 'q';
    return isLeft ? loop.exitCode : interruptedBy(left.signal.reason);
  });
}

function pageOf({ name }: LoadedTask): string {
  return `${name}.html`;
}

async function writePage(task: LoadedTask): Promise<void> {
  const { reportTask, writeReport } = await import('@psyrun/operations/report');
  await writeReport(pageOf(task), await reportTask(task));
}

function viewOf(console: Console, json: boolean, leave: (reason: string) => void): View {
  if (json) return jsonView(console);
  return console.openScreen === undefined ? lineView(console) : screenView(console, leave);
}

function jsonView({ json }: Console): View {
  const show = (tasks: readonly WatchResult[]): void => {
    for (const task of tasks) json(JSON.stringify(task));
  };
  return { show, close: () => undefined };
}

/** A line for each task when it has changed, at most every ten seconds, and at the end. */
function lineView({ out }: Console): View {
  let last: readonly WatchResult[] = [];
  let printedAt = -Infinity;
  let printed = '';
  const print = (): void => {
    const lines = last.map(watchLine);
    const text = lines.map(plainText).join('\n');
    if (text !== printed) lines.forEach(out);
    printed = text;
    printedAt = performance.now();
  };
  return {
    show: (tasks) => {
      last = tasks;
      if (performance.now() - printedAt >= PLAIN_INTERVAL) print();
    },
    close: print,
  };
}

/** One screen. Its last state stays on the terminal, as lines. */
function screenView(console: Console, leave: (reason: string) => void): View {
  let last: readonly WatchResult[] = [];
  const screen = console.openScreen!({
    onKey: (key) => {
      if (key === 'q' || key === 'Q') leave('q');
      if (key === CTRL_C) leave('SIGINT');
    },
    onResize: () => draw(),
  });
  const draw = (): void => screen.draw(watchLines(last, screen.size()));
  return {
    show: (tasks) => {
      last = tasks;
      draw();
    },
    close: () => {
      screen.close();
      last.map(watchLine).forEach(console.out);
    },
  };
}
