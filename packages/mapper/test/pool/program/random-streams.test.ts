import { describe, expect, test } from '@jest/globals';
import { BrokenProtocol } from '../../../src/pool/program/broken-protocol.ts';
import { FrameReader } from '../../../src/pool/program/frame-reader.ts';
import { ProgramSession } from '../../../src/pool/program/program-session.ts';
import type { FromWorker } from '../../../src/worker/messages.ts';

/** Returns pseudo-random numbers from 0 to 1 (mulberry32). */
function randomOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

const ROWS = 12;

/** The lines of a correct program about the rows. */
function goodStream(random: () => number): Buffer[] {
  const lines: Buffer[] = [];
  const say = (message: object, payload = Buffer.alloc(0)) => {
    const size = payload.length > 0 ? { payload: payload.length } : {};
    lines.push(
      Buffer.concat([Buffer.from(`${JSON.stringify({ ...message, ...size })}\n`), payload]),
    );
  };
  say({ kind: 'hello', protocol: 1, batch: ROWS });
  say({ kind: 'ready', resources: { r: 1 } });
  for (let first = 0; first < ROWS;) {
    const rows = Array.from({ length: 1 + Math.floor(random() * 3) }, (_, i) => first + i).filter(
      (number) => number < ROWS,
    );
    const fails = rows.map(() => random() < 0.2);
    const y = { $: 'float64', at: [0, 8] };
    say(
      {
        ...{ kind: 'report', rows, startedAt: rows.map(() => 1), durations: rows.map(() => 1) },
        added: rows.map((_, i) => (fails[i] ? null : i === 0 ? { y } : { y: 2 })),
        errors: fails.map((bad) => (bad ? { name: 'E', message: 'm', reason: 'threw' } : null)),
      },
      Buffer.from(Float64Array.of(0.5).buffer),
    );
    first += rows.length;
  }
  return lines;
}

function mutated(lines: Buffer[], random: () => number): Buffer {
  const list = [...lines];
  const at = () => Math.floor(random() * list.length);
  for (let count = Math.floor(random() * 4); count > 0; count--) {
    const [i, j] = [at(), at()];
    const line = Buffer.from(list[i]!);
    const place = Math.floor(random() * line.length);
    switch (Math.floor(random() * 7)) {
      case 0:
        line[place] = Math.floor(random() * 256);
        break;
      case 1:
        list.splice(j, 0, line);
        continue;
      case 2:
        [list[i], list[j]] = [list[j]!, line];
        continue;
      case 3:
        list.splice(i, 1, line.subarray(0, place));
        continue;
      case 4:
        list.splice(
          i,
          1,
          Buffer.from(
            line.toString('latin1').replace(/\d+/, String(Math.floor(random() * 30))),
            'latin1',
          ),
        );
        continue;
      case 5:
        list.splice(i, 0, Buffer.from('{"kind":"returned","first":7}\n'));
        continue;
      case 6:
        list.splice(
          i,
          0,
          Buffer.from(Array.from({ length: 20 }, () => Math.floor(random() * 256))),
        );
        continue;
    }
    list[i] = line;
  }
  return Buffer.concat(list);
}

/** Feeds a session with bytes in random chunks. Returns what it tells the pool. */
function toldOf(bytes: Buffer, random: () => number): FromWorker[] {
  const told: FromWorker[] = [];
  const session = new ProgramSession(
    { program: { argv: ['x'] } },
    { send: () => undefined, onMessage: (m) => told.push(m), onOutput: () => undefined },
  );
  const reader = new FrameReader((frame) => session.receive(frame));
  session.accept({ kind: 'load', evaluator: { program: { argv: ['x'] } } });
  session.accept({
    ...{ kind: 'rows', first: 0, procId: 0, concurrency: 1, timeout: undefined, exclude: [] },
    rows: Array.from({ length: ROWS }, (_, x) => ({ x })),
    indices: Array.from({ length: ROWS }, (_, i) => i),
  });
  try {
    for (let at = 0; at < bytes.length;) {
      const size = 1 + Math.floor(random() * 300);
      reader.push(bytes.subarray(at, at + size));
      at += size;
    }
  } catch (error) {
    if (!(error instanceof BrokenProtocol)) throw error;
    told.push({ kind: 'broken', error: { name: '', message: '', reason: 'refused', host: '' } });
  }
  session.end();
  return told;
}

function settledRows(told: readonly FromWorker[]): number[] {
  return told.flatMap((message) => (message.kind === 'report' ? message.rows : []));
}

describe('whatever a program writes', () => {
  test('a good stream settles each row once, in any chunks', () => {
    for (let seed = 0; seed < 100; seed++) {
      const random = randomOf(seed);
      const told = toldOf(Buffer.concat(goodStream(random)), random);
      expect(settledRows(told)).toEqual(Array.from({ length: ROWS }, (_, i) => i));
    }
  });

  test('a changed stream settles no row twice, and none after it was given back', () => {
    const ends = new Set<string>();
    for (let seed = 0; seed < 800; seed++) {
      const random = randomOf(seed);
      const told = toldOf(mutated(goodStream(random), random), random);
      const rows = settledRows(told);
      expect(new Set(rows).size).toBe(rows.length);
      expect(rows.every((row) => row >= 0 && row < ROWS)).toBe(true);
      told.forEach((message, i) => {
        if (message.kind !== 'returned') return;
        const { first } = message;
        expect(settledRows(told.slice(i)).every((row) => row < first)).toBe(true);
      });
      ends.add(told.at(-1)?.kind ?? 'none');
    }
    expect(ends.has('broken') && ends.has('report')).toBe(true);
  });

  test('random bytes settle nothing', () => {
    for (let seed = 0; seed < 200; seed++) {
      const random = randomOf(seed);
      const bytes = Buffer.from(Array.from({ length: 2000 }, () => Math.floor(random() * 256)));
      expect(settledRows(toldOf(bytes, random))).toEqual([]);
    }
  });
});
