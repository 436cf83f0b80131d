import type { PageVerdict } from '@psyrun/report';
import { checkResult, type RunDescription, type TaskStatus } from '@psyrun/run';
import type { LoadedTask } from '@psyrun/task';
import { jobErrors } from '../failures/job-errors.ts';

/** Rows of a page have indices of the present space, those of commands of the space of the run. */
const OTHER_NUMBERS = 'Rows have other numbers here than in commands, which take those of the run.';

/** Returns what a page says of a task in words. */
export async function pageVerdict(
  task: LoadedTask,
  run: RunDescription | undefined,
  { states, hasSpaceOfRun, complete, changes, problems }: TaskStatus,
): Promise<PageVerdict> {
  const counts = states.counts();
  const isLeft = counts.done < counts.total;
  const ended = isLeft ? await jobErrors(task) : [];
  const next = nextCommand(task.name, run !== undefined, complete, isLeft || changes.length > 0);
  return {
    counts,
    complete,
    changes: [...changes, ...(run === undefined || hasSpaceOfRun ? [] : [OTHER_NUMBERS])],
    problems: [...problems, ...ended.map(({ error, jobs }) => `${jobs.join(', ')}: ${error}`)],
    facts: await factsOf(task, run, states.origins),
    ...(run && { run: { created: run.created, generation: run.generation } }),
    ...(next !== undefined && { next }),
  };
}

function nextCommand(
  name: string,
  wasRun: boolean,
  complete: boolean,
  isLeft: boolean,
): string | undefined {
  if (complete && !isLeft) return undefined;
  return wasRun && isLeft ? `psy run -c ${name}` : `psy run ${name}`;
}

async function factsOf(
  { resultfile }: LoadedTask,
  run: RunDescription | undefined,
  origins: TaskStatus['states']['origins'],
): Promise<[string, string][]> {
  if (run === undefined) return [];
  const { certificate, problem } = await checkResult(resultfile, run, { quick: true });
  const certified = problem === undefined && certificate !== undefined;
  return [
    ['space', run.space.hash],
    ...origins.map(({ code, rows }): [string, string] => [`code of ${rows} rows`, code]),
    ...(certified
      ? [
          ['result', certificate.result.file] as [string, string],
          ['SHA-256 of the result', certificate.result.sha256] as [string, string],
          ['certified', certificate.created] as [string, string],
          ...Object.entries(certificate.lacking ?? {}).map(([key, rows]): [string, string] => [
            `rows without ${key}`,
            String(rows),
          ]),
        ]
      : []),
    ['scheduler', run.scheduler],
    ...Object.entries(run.versions),
    ...(run.git === null
      ? []
      : [['git', `${run.git.commit}${run.git.dirty ? ', with changes' : ''}`] as [string, string]]),
  ];
}
