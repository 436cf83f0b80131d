import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from '@jest/globals';
import type { Search } from '../src/search/find-violation.ts';
import { PLANTED_BUGS } from '../src/production/planted-bugs.ts';

const MAIN = fileURLToPath(new URL('../src/main.ts', import.meta.url));

/** Runs the program in a process of its own, because it handles errors that nobody caught. */
function simulate(from: number, to: number, bug: string): Search {
  const loader = ['--conditions=@psyrun/source', '--import', import.meta.resolve('tsx')];
  const program = [...loader, MAIN, String(from), String(to), bug];
  return JSON.parse(execFileSync(process.execPath, program, { encoding: 'utf8' })) as Search;
}

test('no row is lost, doubled or falsely certified, and every kind of fault happens', () => {
  const { found, histories, counts } = simulate(0, 500, 'none');
  expect(found).toBeUndefined();
  expect(histories).toBe(500);
  expect(Object.keys(counts)).toEqual(
    expect.arrayContaining([
      ...['negative entry believed', 'old name believed', 'stale listing'],
      ...['EIO before open', 'ENOSPC after close', 'ESTALE before open', 'EIO in the background'],
      ...['torn write', 'short write', 'unsynced bytes lost', 'pages sent out of order'],
      ...['lost answer of link', 'lost answer of rename', 'call that hangs', 'clock jumped'],
      ...['host renamed', 'process frozen', 'process killed', 'machine crashed'],
      ...['job started twice', 'answer of a submission lost', 'submission refused', 'row failed'],
      ...['process taken for dead', 'files repaired', 'damage: bit changed', 'damage: file lost'],
      ...['sweep: grown', 'sweep: shrunk', 'sweep: code changed', 'sweep: reordered'],
    ]),
  );
});

test('a failing seed gives the same history again, without those before it', () => {
  const { name } = PLANTED_BUGS[0]!;
  const { found } = simulate(0, 300, name);
  expect(found!.seed).toBeGreaterThan(0);
  expect(simulate(found!.seed, found!.seed + 1, name).found).toEqual(found);
});

test('processes share the histories, and say together what one process says', () => {
  const loader = ['--conditions=@psyrun/source', '--import', import.meta.resolve('tsx')];
  const said = execFileSync(process.execPath, [...loader, MAIN, '0', '250'], { encoding: 'utf8' });
  const { counts, events } = simulate(0, 250, 'none');
  const lines = Object.entries(counts).map(([kind, count]) => `${count}\t${kind}`);
  expect(said.split('\n')).toEqual(expect.arrayContaining(lines));
  expect(said).toContain(`250 histories with ${events} events`);
  expect(said).toContain('No row was lost');
});

describe('a planted bug is found:', () => {
  test.each(PLANTED_BUGS)('$name', ({ name }) => {
    const { found } = simulate(0, 1000, name);
    expect(found?.violation).toMatch(/^Violation: /);
  });
});
