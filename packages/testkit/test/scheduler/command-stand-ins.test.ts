import { execFileSync } from 'node:child_process';
import { expect, test } from '@jest/globals';
import { CommandStandIns } from '../../src/scheduler/command-stand-ins.ts';

// Jest keeps process.env to itself, so children have to be given it.
const seq = (...args: string[]) =>
  execFileSync('seq', args, { encoding: 'utf8', env: process.env });

test('a stand-in answers, records its calls, can call the real command, and gives way', () => {
  const commands = new CommandStandIns();
  try {
    commands.add('seq', 'exec "$REAL" -s "$1" 3');
    commands.add('squeue', 'exit');
    expect(seq('a b', 'c\nd')).toBe('1a b2a b3\n');
    seq();
    expect(commands.calls('seq')).toEqual([['a b', 'c\nd'], []]);
    expect(commands.calls('squeue')).toEqual([]);
  } finally {
    commands.remove();
  }
  expect(seq('1')).toBe('1\n');
});
