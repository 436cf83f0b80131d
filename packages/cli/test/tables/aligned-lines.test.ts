import { describe, expect, test } from '@jest/globals';
import { alignedLines, cutToWidth } from '../../src/tables/aligned-lines.ts';

describe('the columns of a table are aligned', () => {
  test.each([
    ['ASCII', 'abcd', '  |'],
    ['wide characters', '漢字', '  |'],
    ['emoji', '👍🏽🇩🇪', '  |'],
    ['an emoji of several characters', '👩‍👩‍👧ab', '  |'],
    ['combining accents', 'e\u0301e\u0301e\u0301e\u0301', '  |'],
    ['Greek letters', 'αβγδ', '  |'],
  ])('below %s of four columns', (_kind, cell, rest) => {
    expect(
      alignedLines([
        ['ab', '|'],
        [cell, '|'],
      ]),
    ).toEqual(['ab    |', `${cell}${rest}`]);
  });

  test('to the right', () => {
    const isRight = (column: number) => column === 0;
    expect(
      alignedLines(
        [
          ['漢', 'a'],
          ['100', 'b'],
        ],
        { isRight },
      ),
    ).toEqual([' 漢  a', '100  b']);
  });

  test('and have no spaces at the end', () => {
    expect(
      alignedLines([
        ['a', ''],
        ['b', 'c'],
      ]),
    ).toEqual(['a', 'b  c']);
    expect(alignedLines([])).toEqual([]);
  });
});

describe('a string is truncated to the width of a terminal', () => {
  test.each([
    ['abcdef', 4, 'abcd'],
    ['漢字漢字', 4, '漢字'],
    ['漢字漢字', 5, '漢字'],
    ['e\u0301e\u0301e\u0301', 2, 'e\u0301e\u0301'],
    ['漢字', 4, '漢字'],
  ])('%s to %i', (text, width, expected) => {
    expect(cutToWidth(text, width)).toBe(expected);
    expect(alignedLines([[text]], { width })).toEqual([expected]);
  });

  test('with an ellipsis within the width', () => {
    expect(cutToWidth('abcdef', 4, '…')).toBe('abc…');
    expect(cutToWidth('漢字漢字', 5, '…')).toBe('漢字…');
    expect(cutToWidth('abcd', 4, '…')).toBe('abcd');
  });
});
