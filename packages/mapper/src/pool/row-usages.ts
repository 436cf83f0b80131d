import type { RowUsage } from '@psyrun/journal';
import type { ReportMessage } from '../worker/messages.ts';

/**
 * Returns a function that tells what each row of a report has used. The rows share the CPU time of the
 * report in the proportion of their durations.
 *
 * @param isShared True if other rows may have used the memory of the worker, before or meanwhile.
 */
export function rowUsages(
  { durations, cpu, memory, memories }: ReportMessage,
  isShared: boolean,
): (row: number) => RowUsage | undefined {
  if (cpu === undefined && memory === undefined) return () => undefined;
  const total = durations.reduce((sum, duration) => sum + duration, 0);
  const rows = durations.length;
  const isOneOfSeveral = isShared || rows > 1;
  return (row) => {
    const part = total > 0 ? durations[row]! / total : 1 / rows;
    const own = memories?.[row] ?? undefined;
    const most = own ?? memory;
    const isSharedByRow = own === undefined && isOneOfSeveral;
    // This is called for each row, and a literal is much faster than members that are spread.
    if (cpu !== undefined && most !== undefined) {
      return { cpu: cpu * part, memory: most, isShared: isSharedByRow };
    }
    return {
      ...(cpu !== undefined && { cpu: cpu * part }),
      ...(most !== undefined && { memory: most }),
      isShared: isSharedByRow,
    };
  };
}
