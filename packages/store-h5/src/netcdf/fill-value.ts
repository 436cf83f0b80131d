import type { Layout } from '@psyrun/columns/internal';

/** The values that netCDF itself has for elements that were not written (`NC_FILL_…`), by dtype. */
const FILL_VALUES: Readonly<Record<NonNullable<Layout['dtype']>, number | bigint>> = {
  int8: -127,
  uint8: 255,
  int16: -32767,
  uint16: 65535,
  int32: -2147483647,
  uint32: 4294967295,
  int64: -9223372036854775806n,
  uint64: 18446744073709551614n,
  float32: 9.969209968386869e36,
  float64: 9.969209968386869e36,
};

/** Returns what stands for a missing element; undefined for strings, whose missing ones are empty. */
export function fillValueOf({
  kind,
  dtype,
}: Pick<Layout, 'kind' | 'dtype'>): number | bigint | undefined {
  if (kind === 'boolean') return FILL_VALUES.int8;
  return kind === 'number' ? FILL_VALUES[dtype!] : undefined;
}
