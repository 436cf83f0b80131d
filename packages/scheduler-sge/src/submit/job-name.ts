/**
 * Returns the name of a job in Grid Engine: the name of the job and the tag of its submission. Grid
 * Engine shows it as long as it knows the job, and keeps it in the accounting.
 *
 * A name there has no colons, does not begin with a digit, and is best in ASCII.
 *
 * @example
 * ```ts
 * nameWithTag('circle:process', 'f00d'); // => 'circle.process~f00d'
 * ```
 */
export function nameWithTag(name: string, tag: string): string {
  return `${name.replace(/[^\w.-]/g, '.').replace(/^(?=[\d.-])/, 'j')}~${tag}`;
}

/**
 * Returns the tag in the name of a job, or undefined if psyrun has not submitted it.
 *
 * @example
 * ```ts
 * tagInName('circle.process~f00d'); // => 'f00d'
 * ```
 */
export function tagInName(name: string): string | undefined {
  return /~([^~]+)$/.exec(name)?.[1];
}
