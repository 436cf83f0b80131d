/**
 * Returns a script as comments of a shell, for the preview of a submission.
 *
 * @example
 * ```ts
 * scriptAsComments('circle:split', '#!/bin/sh\nhostname\n'); // => '# circle:split:\n#   #!/bin/sh\n#   hostname'
 * ```
 */
export function scriptAsComments(title: string, script: string): string {
  const lines = script.trimEnd().split('\n');
  return [`# ${title}:`, ...lines.map((line) => `#   ${line}`)].join('\n');
}
