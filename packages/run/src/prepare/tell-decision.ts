import { dirname } from 'node:path';
import type { CreateJobOptions, Task } from '@psyrun/core';
import type { RunDescription } from '../directory/run-description.ts';
import { previousFile } from '../directory/work-directory.ts';
import type { RowStates } from '../states/row-states.ts';
import type { RunDecision } from './decide-run.ts';
import type { RecoveredRun } from './recovered-run.ts';

/** Facts that {@link tellDecision} tells beside the decision. */
export interface DecidedRun {
  readonly run: RunDescription;
  readonly states: RowStates;
  /** The place of a result that is moved there, because it is not the present one any more. */
  readonly movedTo?: string;
  /** The run of the journals if it is lost. */
  readonly recovered?: RecoveredRun;
  /** The problem of `run.json` if it is lost. Its advice has been followed if rows are taken over. */
  readonly lost?: string;
}

/** Reports what a run does, and why, as sentences. */
export function tellDecision(
  decision: RunDecision,
  { maxJobs, scheduler, resultfile, workdir }: Task,
  { run, states, movedTo, recovered, lost }: DecidedRun,
  onNote: CreateJobOptions['onNote'] = () => undefined,
): void {
  const { action } = decision;
  if (action === 'nothing') {
    onNote(`Nothing to do: ${resultfile} is complete and up to date.`);
    return;
  }
  if (action === 'replace') {
    for (const change of decision.changes) onNote(`Running again: ${change}`);
  }
  if (action !== 'resume' && run.maxJobs !== maxJobs) {
    onNote(`${scheduler.name} can hold ${run.maxJobs} jobs instead of ${maxJobs} (maxJobs).`);
  }
  // Stryker disable next-line ConditionalExpression: no other decision has leftovers.
  if (action === 'begin' && decision.hasLeftovers) {
    const to = dirname(resultfile) === workdir ? 'there, too' : `to ${previousFile(resultfile)}`;
    onNote(
      'There is no run.json, so nothing shows of which run the files are that are there. ' +
        `Journals are moved to previous/, the result ${to}.`,
    );
  }
  if (action !== 'resume' && action !== 'continue') return;
  if (recovered !== undefined) onNote(takenOver(recovered));
  const { done, total } = states.counts();
  onNote(`Continuing: ${done} of ${total} rows are done already.`);
  const former = [...states.former()];
  if (former.length > 0) onNote(keptRows(states, former));
  for (const sentence of states.refused) if (sentence !== lost) onNote(sentence);
  if (action !== 'continue') return;
  if (movedTo !== undefined) onNote(`The result of the former generation is now in ${movedTo}.`);
  if (states.strangers > 0) {
    onNote(`${states.strangers} recorded rows are not in the space any more; they stay in kept/.`);
  }
}

/** Returns how many rows are kept, what they were, and how many are new. */
function keptRows(states: RowStates, former: readonly [text: string, rows: number][]): string {
  const { done, total } = states.counts();
  const same = former.reduce((rest, [, rows]) => rest - rows, done);
  const kept = [
    ...(same > 0 ? [`${counted(same)} kept`] : []),
    ...former.map(([text, rows]) => `${counted(rows)} kept (${text})`),
  ];
  return `${kept.join(', ')}, ${counted(total - done)} new.`;
}

function counted(rows: number): string {
  return rows.toLocaleString('en');
}

function takenOver({ isSameCode, isOtherSpace }: RecoveredRun): string {
  const rows = isOtherSpace
    ? 'run.json is lost. Its journals name another space, so rows are taken over by their parameters.'
    : 'run.json is lost. Its journals name the present space, so their rows are taken over.';
  if (isSameCode === true) return `${rows} They name the present code, too.`;
  return isSameCode === false
    ? `${rows} They name other code.`
    : `${rows} They do not name their code: nothing shows that it was the present one.`;
}
