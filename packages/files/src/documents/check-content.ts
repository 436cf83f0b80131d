import { getDotPath, safeParse, type GenericSchema } from 'valibot';

/** The content, or the problem if it does not match the schema: `is damaged at space.length: …`. */
export type Checked<T> = { readonly content: T } | { readonly problem: string };

/**
 * Checks content against a schema.
 *
 * @example
 * ```ts
 * import * as v from 'valibot';
 * const schema = v.strictObject({ rows: v.strictObject({ total: v.number() }) });
 * checkContent(schema, { rows: { total: '12' } });
 * // => { problem: 'is damaged at rows.total: expected number but received "12"' }
 * ```
 */
export function checkContent<T>(schema: GenericSchema<unknown, T>, value: unknown): Checked<T> {
  const { success, output, issues } = safeParse(schema, value, { abortEarly: true });
  if (success) return { content: output };
  const [issue] = issues;
  const place = getDotPath(issue);
  const text = issue.message.replace(/^Invalid [^:]*: E/, 'e');
  return { problem: `is damaged${place === null ? '' : ` at ${place}`}: ${text}` };
}
