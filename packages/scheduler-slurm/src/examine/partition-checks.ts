import type { Check } from '@psyrun/core';

/** The format of `sinfo` that {@link partitionChecks} reads. */
export const PARTITION_FORMAT = '%P|%a|%l|%L|%D|%c|%m';

/**
 * Returns a check for each partition in an answer of `sinfo -h` with {@link PARTITION_FORMAT}.
 *
 * @example
 * ```ts
 * const [check] = partitionChecks('debug*|up|1-00:00:00|1:00:00|5|4+|16000+');
 * check?.found;
 * // => 'It is up, and the default. Time limit 1-00:00:00, 1:00:00 if a job names none. Nodes 5, CPUs 4+, memory 16000+ MB a node.'
 * ```
 */
export function partitionChecks(answer: string): Check[] {
  return answer.split('\n').filter(Boolean).map(partitionCheck);
}

function partitionCheck(line: string): Check {
  const [partition = '', state, limit, usual, nodes, cpus, memory] = line.split('|');
  const name = partition.replace(/\*$/, '');
  const isDefault = partition.endsWith('*') ? ', and the default' : '';
  const unnamed = usual === 'n/a' || usual === limit ? '' : `, ${usual} if a job names none`;
  const found =
    `It is ${state}${isDefault}. Time limit ${limit}${unnamed}. ` +
    `Nodes ${nodes}, CPUs ${cpus}, memory ${memory} MB a node.`;
  const about = `partition ${name}`;
  if (state === 'up') return { about, outcome: 'ok', found };
  const advice = `Set another partition in schedulerArgs, or wait until ${name} is up.`;
  return { about, outcome: 'warning', found, advice };
}
