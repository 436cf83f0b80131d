import { blocksOf, type Block } from './blocks.ts';
import type { Complaint } from '../complaint.ts';
import { follow } from './follow.ts';
import { LinkedProject } from './linked-project.ts';
import { Shell } from './shell.ts';
import { stepsOf } from './steps.ts';

/** Blocks that another program runs, or that only show something. */
const LEFT_ALONE = ['ts', 'text', 'json'];

function isForgotten(block: Block): boolean {
  const { language, info } = block;
  return (
    !LEFT_ALONE.includes(language) && !/no-run|file=/.test(info) && stepsOf(block).length === 0
  );
}

/**
 * Follows a document from its first command to its last, in one empty project. Returns the number
 * of typed commands. It continues after a complaint, because there is often only one mistake.
 */
export async function followDocument(file: string, complain: Complaint): Promise<number> {
  const blocks = blocksOf(file);
  for (const block of blocks.filter(isForgotten)) {
    complain(
      file,
      block.line,
      new Error(`A block of ${block.language} is neither run nor marked no-run.`),
    );
  }
  const steps = blocks.flatMap(stepsOf);
  const commands = steps.filter(({ kind }) => kind === 'type').length;
  if (commands === 0) return 0;
  const project = new LinkedProject();
  const shell = new Shell(project.folder, project.env);
  try {
    for (const step of steps) {
      await follow(step, shell, project.folder).catch((error: unknown) =>
        complain(file, step.line, error),
      );
    }
  } finally {
    shell.close();
    project.remove();
  }
  return commands;
}
