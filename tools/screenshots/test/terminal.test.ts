import { expect, test } from '@jest/globals';
import { screenOf } from '../terminal.ts';

const plain = (sent: string) => screenOf(sent).map((line) => line.map(({ text }) => text).join(''));

test('a line that is rewritten shows its last state', () => {
  expect(plain('[#...]  1 of 4\r[##..]  2 of 4')).toEqual(['[##..]  2 of 4']);
  expect(plain('a long line\rshort\x1b[K')).toEqual(['short']);
  expect(plain('abc\rx')).toEqual(['xbc']);
});

test('lines follow each other with the line ends of a terminal', () => {
  expect(plain('one\r\ntwo\r\n')).toEqual(['one', 'two', '']);
});

test('text has the colour that was set before it', () => {
  expect(screenOf('a \x1b[31mred\x1b[39m b')).toEqual([
    [
      { text: 'a ', colour: undefined },
      { text: 'red', colour: 'red' },
      { text: ' b', colour: undefined },
    ],
  ]);
});
