import type { RowUsage } from './record.ts';

/**
 * The usage of a row as members of the list of its record, which follow the others: CPU time in
 * microseconds, memory in KiB, and whether the memory is shared. Null stands for what was not measured.
 */
export type MeasuredUsage = [cpu: number | null, memory: number | null, isShared: boolean];

/** The members of a record that tell its usage. A record without usage has none of them. */
export type PackedUsage = [] | MeasuredUsage;

/** Returns the CPU time of a row as a member of the list of its record. */
export function packedCpu({ cpu }: RowUsage): number | null {
  return cpu === undefined ? null : Math.round(cpu * 1000);
}

/** Returns the memory of a row as a member of the list of its record. */
export function packedMemory({ memory }: RowUsage): number | null {
  return memory === undefined ? null : Math.round(memory / 1024);
}

/** Returns the usage of a row as a member of its record. There is none if it was not measured. */
export function usageOf(packed: PackedUsage): { readonly usage?: RowUsage } {
  if (packed.length === 0) return {};
  const [cpu, memory, isShared] = packed;
  if (cpu !== null && memory !== null) {
    return { usage: { cpu: cpu / 1000, memory: memory * 1024, isShared } };
  }
  return {
    usage: {
      ...(cpu !== null && { cpu: cpu / 1000 }),
      ...(memory !== null && { memory: memory * 1024 }),
      isShared,
    },
  };
}
