import { expect, test } from '@jest/globals';
import { cutLabels } from '../../src/drawing/cut-labels.ts';

test('long texts are cut at the end, and short ones stay', () => {
  expect(cutLabels(['beta', 'a long name'], 6)).toEqual(['beta', 'a lon…']);
});

test('texts with the same beginning are cut there', () => {
  expect(cutLabels(['2026-01-01T06', '2026-01-01T18', 'x'], 6)).toEqual(['…01T06', '…01T18', 'x']);
});

test('no character is cut into halves', () => {
  expect(cutLabels(['😀😀😀😀'], 3)).toEqual(['😀😀…']);
});
