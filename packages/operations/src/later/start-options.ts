import type { ProjectPlace } from '../project/place.ts';
import type { PlanOptions } from '../run/plan-task.ts';

/** Options of the job that starts a task behind the jobs of another one. */
export interface StartOptions extends Pick<PlanOptions, 'continue' | 'acceptChanges'> {
  readonly place: ProjectPlace;
  readonly task: string;
}
