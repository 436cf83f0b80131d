import { describe, expect, test } from '@jest/globals';
import { float, Scalar } from '@psyrun/core';
import { columnKind } from '../../src/column/column-kind.ts';
import { NdColumn } from '../../src/column/nd-column.ts';

describe('the kind of', () => {
  test.each([
    [[], 'null', false],
    [[null, null], 'null', true],
    [[1, -2], 'int', false],
    [[1, null], 'int', true],
    [[float(1), 2], 'float', false],
    [[new Scalar('int8', 1), 2n], 'bigint', false],
    [[float(1), 'a'], 'mixed', false],
    [[1, NaN], 'float', false],
    [[1, 2 ** 53], 'float', false],
    [[0, -0], 'float', false],
    [[0.5, 1], 'float', false],
    [[1n, 2], 'bigint', false],
    [[1n, 0.5], 'mixed', false],
    [[true, null, false], 'boolean', true],
    [[true, 1], 'mixed', false],
    [['a', null], 'string', true],
    [['a', 1, null], 'mixed', true],
    [[new Date(0)], 'date', false],
    [[Uint8Array.of(1), Uint8Array.of()], 'bytes', false],
    [[new Map()], 'map', false],
    [[new Set()], 'set', false],
    [[{ a: 1 }], 'object', false],
    [[['a'], [1]], 'list', false],
    [[[1], [[1]]], 'list', false],
    [[[1], 1], 'mixed', false],
  ])('%p is %s', (column, kind, nullable) => {
    expect(columnKind(column)).toEqual({ kind, nullable });
  });
});

describe('n-d arrays', () => {
  test.each([
    [[[1, 2], [3]], 'float64', 1],
    [[Int32Array.of(1), Int32Array.of()], 'int32', 1],
    [[Int32Array.of(1), Float32Array.of(1)], 'float64', 1],
    [[[[1n]], [[2n]]], 'int64', 2],
    [[{ shape: [1, 1], data: Uint8Array.of(1) }], 'uint8', 2],
    [new NdColumn([2, 1], Int16Array.of(1, 2)), 'int16', 1],
  ])('%p', (column, dtype, rank) => {
    expect(columnKind(column)).toEqual({ kind: 'ndarray', nullable: false, dtype, rank });
  });
});

test('the kind of a typed array is that of its elements', () => {
  expect(columnKind(Float64Array.of(1)).kind).toBe('float');
  expect(columnKind(Int8Array.of(1)).kind).toBe('int');
  expect(columnKind(Uint8Array.of(1)).kind).toBe('int');
  expect(columnKind(BigInt64Array.of(1n)).kind).toBe('bigint');
  expect(columnKind(new NdColumn([1], Float32Array.of(1))).kind).toBe('float');
});
