/** Runs of tasks: what one would do, running, and waiting for its jobs. */
export { inOrder } from '../later/in-order.ts';
export { planTask, type PlanOptions } from './plan-task.ts';
export { runTask, type RunTaskOptions } from './run-task.ts';
export { waitForTask, type WaitOptions } from './wait-for-task.ts';
