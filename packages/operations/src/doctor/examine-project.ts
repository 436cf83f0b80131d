import type { Check } from '@psyrun/core';
import { pathIn } from '../project/path-in.ts';
import { pluginsOf, type ProjectPlace } from '../project/place.ts';
import type { DoctorResult } from '../schemas/doctor.ts';
import { folderChecks } from './folder-checks.ts';
import { machineChecks } from './machine-checks.ts';
import { pluginChecks } from './plugin-checks.ts';
import { schedulerChecks } from './scheduler-checks.ts';
import { taskChecks } from './task-checks.ts';

/**
 * Checks what tasks need to run: Node, plug-ins, the task files and their interpreters, the schedulers
 * that are installed, and the file systems of the work directories. It submits nothing, and removes the
 * few files that it writes.
 */
export async function examineProject(place: ProjectPlace): Promise<DoctorResult> {
  const plugins = pluginsOf(place);
  const { checks: ofTasks, workdirs, schedulers } = await taskChecks(place);
  const usual = pathIn(place, 'psy-work/task');
  const groups = [
    ['this machine', await machineChecks()],
    ['plug-ins', pluginChecks(plugins)],
    ['tasks', ofTasks],
    ...(await schedulerChecks(plugins, schedulers)),
    ...(await folderChecks(workdirs.length > 0 ? workdirs : [usual], schedulers)),
  ] satisfies readonly (readonly [string, readonly Check[]])[];
  return {
    checks: groups.flatMap(([group, checks]) => checks.map((check) => ({ group, ...check }))),
  };
}
