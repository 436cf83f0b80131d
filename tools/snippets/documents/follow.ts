import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { sameOutput } from './same-output.ts';
import type { Ending, Shell } from './shell.ts';
import type { Step } from './steps.ts';

/** Does a step of a document in `folder`. Throws if the outcome differs from the document. */
export async function follow(
  step: Step,
  shell: Shell,
  folder: string,
): Promise<Ending | undefined> {
  if (step.kind === 'write') {
    mkdirSync(dirname(join(folder, step.path)), { recursive: true });
    writeFileSync(join(folder, step.path), step.content);
    return undefined;
  }
  const ending = await shell.run(step.command);
  if (ending.exitCode !== step.exitCode)
    throw new Error(
      `$ ${step.command}\nended with ${ending.exitCode}, not ${step.exitCode}:\n${ending.output}`,
    );
  if (step.output !== undefined && !sameOutput(step.output, ending.output))
    throw new Error(
      `$ ${step.command}\nis shown to print:\n${step.output}\nbut prints:\n${ending.output}`,
    );
  return ending;
}
