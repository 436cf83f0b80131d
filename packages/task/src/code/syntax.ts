/** A node of a syntax tree as ESTree describes it, with whatever members its type has. */
export interface SyntaxNode {
  readonly type: string;
  readonly [member: string]: unknown;
}

/** Whether a member of a node is a node itself. */
export function isNode(value: unknown): value is SyntaxNode {
  return typeof value === 'object' && value !== null && 'type' in value;
}

/** The names that a piece of code may refer to: too many rather than too few. */
export function namesIn(value: unknown, names = new Set<string>()): ReadonlySet<string> {
  if (Array.isArray(value)) for (const item of value) namesIn(item, names);
  if (!isNode(value)) return names;
  if (value.type === 'Identifier') names.add(value['name'] as string);
  for (const [member, child] of Object.entries(value)) {
    if (!isPropertyName(value, member)) namesIn(child, names);
  }
  return names;
}

/** `b` in `a.b` and in `{ b: 1 }` names no variable. */
function isPropertyName({ type, computed, shorthand }: SyntaxNode, member: string): boolean {
  if (computed === true) return false;
  return (
    (type === 'MemberExpression' && member === 'property') ||
    (type === 'Property' && member === 'key' && shorthand !== true) ||
    (type === 'MethodDefinition' && member === 'key')
  );
}
