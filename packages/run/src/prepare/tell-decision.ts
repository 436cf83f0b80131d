import type { CreateJobOptions, Task } from '@psyrun/core';
import type { RunDescription } from '../directory/run-description.ts';
import type { RowStates } from '../states/row-states.ts';
import type { RunDecision } from './decide-run.ts';

/** Reports what a run does, and why, as sentences. */
export function tellDecision(
  decision: RunDecision,
  { maxJobs, scheduler, resultfile }: Task,
  { run, states }: { readonly run: RunDescription; readonly states: RowStates },
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
    onNote('run.json is gone: what the journals hold is moved to previous/.');
  }
  if (action !== 'resume' && action !== 'continue') return;
  const { done, total } = states.counts();
  onNote(`Continuing: ${done} of ${total} rows are done already.`);
  if (action === 'continue' && states.strangers > 0) {
    onNote(`${states.strangers} recorded rows are not in the space any more; they stay in kept/.`);
  }
}
