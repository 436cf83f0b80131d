import * as v from 'valibot';

/** A script for a shell, or the candidates for the last word of a command line. */
export const completionResult = v.strictObject({
  shell: v.picklist(['bash', 'fish', 'zsh']),
  script: v.exactOptional(v.pipe(v.string(), v.description('The script that the shell reads.'))),
  candidates: v.exactOptional(
    v.pipe(
      v.array(v.strictObject({ text: v.string(), what: v.exactOptional(v.string()) })),
      v.description('The candidates for the last of the given words, with their meanings.'),
    ),
  ),
});

/** A script for a shell, or the candidates for the last word of a command line. */
export type CompletionResult = v.InferOutput<typeof completionResult>;
