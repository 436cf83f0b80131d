import { blocksOf } from './blocks.ts';
import { follow } from './follow.ts';
import { LinkedProject } from './linked-project.ts';
import { Shell } from './shell.ts';
import { stepsOf } from './steps.ts';

/** What was found wrong with a line of a document. */
export type Complaint = (line: number, error: Error) => void;

/**
 * Follows a document from its first command to its last, in one empty project, and returns how
 * many commands were typed. It goes on after a complaint: often one mistake is all there is.
 */
export async function followDocument(file: string, complain: Complaint): Promise<number> {
  const steps = blocksOf(file).flatMap(stepsOf);
  const commands = steps.filter(({ kind }) => kind === 'type').length;
  if (commands === 0) return 0;
  const project = new LinkedProject();
  const shell = new Shell(project.folder, project.env);
  try {
    for (const step of steps) {
      await follow(step, shell, project.folder).catch((error: unknown) =>
        complain(step.line, error as Error),
      );
    }
  } finally {
    shell.close();
    project.remove();
  }
  return commands;
}
