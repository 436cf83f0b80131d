import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable, Writable } from 'node:stream';
import { setImmediate as nextTurn, setTimeout as sleep } from 'node:timers/promises';
import { startWords, type ProgramAddress, type ProgramStart } from '@psyrun/core';
import { rowErrorOf } from '../../row/failure/row-error.ts';
import { oomKills } from '../../row/failure/oom-kills.ts';
import { whoKilled } from '../process/who-killed.ts';
import { endGroup, signalGroup } from '../process-group.ts';
import type { StartWorker, WorkerEvents, WorkerLink, WorkerSettings } from '../worker-link.ts';
import { brokenError, BrokenProtocol } from './broken-protocol.ts';
import { changedCode } from './check-program.ts';
import { FrameReader } from './frame-reader.ts';
import { guardGroup } from './guard.ts';
import { PROTOCOL } from './program-messages.ts';
import { ProgramSession } from './program-session.ts';
import { ProgramUsage } from './program-usage.ts';

/** Milliseconds that a program may live after it has closed its channel. */
const END_AFTER_CHANNEL = 500;
/** Milliseconds that a program has to say where it is, before it is ended. A busy machine is slow. */
const WHERE_WITHIN = 1000;
/** Milliseconds of silence after which it has said all. */
const SILENCE = 50;
/** Number of characters that it may say. */
const WHERE_KEPT = 20_000;

/** Returns a function that starts a worker which is a program in any language. */
export function programStarter(address: ProgramAddress): StartWorker {
  return (settings, events) => {
    const changed = changedCode(address);
    return changed ? unusableLink(changed, events) : startProgram(address, settings, events);
  };
}

/** Returns a worker that was not started. */
function unusableLink(error: Error, events: WorkerEvents): WorkerLink {
  // Later, because the pool has not yet given it rows.
  const tell = () => events.onMessage({ kind: 'unusable', error: rowErrorOf(error, 'refused') });
  queueMicrotask(tell);
  return { send: () => undefined, kill: () => events.onEnd('before it began') };
}

function startProgram(
  address: ProgramAddress,
  settings: WorkerSettings,
  events: WorkerEvents,
): WorkerLink {
  const temporary = address.program.temporaryFolder ? newTemporaryFolder() : undefined;
  const env = environment(address.program, settings, temporary);
  const child = started(address.program, env, settings.terminal === true);
  const [, , , input, output] = child.stdio as [null, Readable, Readable, Writable, Readable];
  const dismissGuard = child.pid === undefined ? undefined : guardGroup(child.pid, env, temporary);
  let where: string | undefined;
  const usage = new ProgramUsage(child.pid);
  const session = new ProgramSession(address, {
    send(line, payload) {
      input.write(line);
      if (payload.length > 0) input.write(payload);
    },
    onMessage(message) {
      if (message.kind === 'ready') usage.begin();
      events.onMessage(message.kind === 'report' ? { ...message, ...usage.since() } : message);
    },
    onOutput: (text) => events.onOutput(text),
  });
  const reader = new FrameReader((frame) => session.receive(frame));
  for (const stream of printed(child)) {
    stream.on('error', () => undefined);
    stream.setEncoding('utf8').on('data', (text: string) => {
      if (where !== undefined) where = (where + text).slice(0, WHERE_KEPT);
      events.onOutput(text);
    });
  }
  input.on('error', () => undefined); // Its end is told by the end of the process.
  output.on('error', () => undefined);
  output.on('data', (chunk: Buffer) => {
    try {
      reader.push(chunk);
    } catch (error) {
      if (!(error instanceof BrokenProtocol)) throw error;
      session.break(brokenError(error.message, error.cause as string));
    }
  });
  void ending(child).then((how) => {
    const { unfinished } = reader;
    const torn =
      unfinished === undefined ? '' : ` in the middle of ${JSON.stringify(cut(unfinished))}`;
    const stage = child.pid === undefined ? '' : session.stage;
    session.end();
    if (dismissGuard) dismissGuard();
    else if (temporary !== undefined) rmdirSync(temporary); // The program never began.
    events.onEnd(how + stage + torn);
  });
  return {
    send: (message) => session.accept(message),
    get readsAhead() {
      return session.readsAhead;
    },
    kill: () => {
      session.end();
      endGroup(child);
    },
    async where() {
      session.end();
      where = '';
      signalGroup(child, 'SIGUSR2');
      for (let waited = 0; waited < WHERE_WITHIN; waited += SILENCE) {
        const before: string = where;
        await sleep(SILENCE);
        if (child.exitCode !== null || child.signalCode !== null) break;
        if (where === '' || where !== before) continue;
        if (where.includes('\n')) break;
        // R ignores a signal while it collects garbage, and says so without the end of a line.
        where = '';
        signalGroup(child, 'SIGUSR2');
      }
      return where;
    },
  };
}

function environment(
  { env }: ProgramStart,
  settings: WorkerSettings,
  temporary: string | undefined,
): NodeJS.ProcessEnv {
  return {
    ...process.env,
    ...(temporary !== undefined && { TMPDIR: temporary }),
    PSYRUN_PROTOCOL: String(PROTOCOL),
    ...settings.env,
    ...env,
  };
}

function newTemporaryFolder(): string {
  return mkdtempSync(join(tmpdir(), 'psyrun-program-'));
}

/** Descriptors 0 to 2 of a program. With a terminal, its output goes to that and is not read here. */
const PIPES = ['ignore', 'pipe', 'pipe'] as const;
const TERMINAL = ['inherit', 2, 'inherit'] as const;

function started(start: ProgramStart, env: NodeJS.ProcessEnv, hasTerminal: boolean): ChildProcess {
  const { cwd } = start;
  const [command, ...args] = startWords(start);
  return spawn(command!, args, {
    stdio: [...(hasTerminal ? TERMINAL : PIPES), 'pipe', 'pipe'],
    detached: true,
    env,
    ...(cwd !== undefined && { cwd }),
  });
}

/** The streams of what the program prints. */
function printed({ stdout, stderr }: ChildProcess): Readable[] {
  return [stdout, stderr].filter((stream) => stream !== null);
}

/**
 * Resolves to how the program has ended, when everything that it has written was read. A process that
 * left the group can keep the pipes open for ever, so their end is not awaited.
 */
async function ending(child: ChildProcess): Promise<string> {
  const output = child.stdio[4] as Readable;
  if (child.pid === undefined) {
    const [error] = (await once(child, 'error')) as [NodeJS.ErrnoException];
    return `before it began: ${notStarted(error)}`;
  }
  const before = oomKills();
  let isLate = false;
  let late: NodeJS.Timeout | undefined;
  output.on('close', () => {
    late = setTimeout(() => {
      isLate = true;
      endGroup(child);
    }, END_AFTER_CHANNEL);
  });
  const [code, signal] = (await once(child, 'exit')) as [number | null, string | null];
  clearTimeout(late);
  endGroup(child);
  const streams = [...printed(child), output];
  await allRead(streams);
  for (const stream of [...streams, child.stdio[3]!]) stream.destroy();
  clearTimeout(late);
  if (isLate) return 'because it closed descriptor 4, on which it reports rows';
  const who = signal === 'SIGKILL' ? whoKilled(before, oomKills()) : '';
  return signal === null ? `with exit code ${code}` : `by signal ${signal}${who}`;
}

/** Resolves when a turn of the event loop has brought nothing more. */
async function allRead(streams: readonly Readable[]): Promise<void> {
  let isSilent = false;
  const heard = () => (isSilent = false);
  for (const stream of streams) stream.on('data', heard);
  while (!isSilent) {
    isSilent = true;
    await nextTurn();
    await nextTurn();
  }
}

function notStarted({ code, message, path, spawnargs }: SpawnError): string {
  const program = JSON.stringify(path ?? spawnargs?.[0]);
  if (code === 'ENOENT')
    return `there is no program ${program}, or its working directory is missing`;
  if (code === 'EACCES') return `the program ${program} may not be executed`;
  return message;
}

interface SpawnError extends NodeJS.ErrnoException {
  readonly spawnargs?: readonly string[];
}

/** Returns the start of a line. */
function cut(line: string): string {
  return line.slice(0, 200);
}
