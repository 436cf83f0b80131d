/** A node of a syntax tree (ESTree), with the members of its type. */
export interface SyntaxNode {
  readonly type: string;
  readonly [member: string]: unknown;
}

/** True if a member of a node is a node. */
export function isNode(value: unknown): value is SyntaxNode {
  return typeof value === 'object' && value !== null && 'type' in value;
}

/**
 * Returns the names that a piece of code may refer to. It ignores scopes: a local variable counts as
 * a global variable with its name. So it may return too many names, but never too few.
 */
export function referredNames(value: unknown, names = new Set<string>()): ReadonlySet<string> {
  if (Array.isArray(value)) for (const item of value) referredNames(item, names);
  if (!isNode(value)) return names;
  if (value.type === 'Identifier') names.add(value['name'] as string);
  for (const [member, child] of Object.entries(value)) {
    if (!isPropertyName(value, member)) referredNames(child, names);
  }
  return names;
}

/** True for `b` in `a.b` and in `{ b: 1 }`: it is not the name of a variable. */
function isPropertyName({ type, computed, shorthand }: SyntaxNode, member: string): boolean {
  if (computed === true) return false;
  return (
    (type === 'MemberExpression' && member === 'property') ||
    (type === 'Property' && member === 'key' && shorthand !== true) ||
    (type === 'MethodDefinition' && member === 'key')
  );
}
