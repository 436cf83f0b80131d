import { isNode, referredNames, type SyntaxNode } from './syntax.ts';

/**
 * Removes settings from the statements of a task file, and the declarations that only these settings
 * need. The statements are translated to `exports.name = …`; settings are named exports or members
 * of `defineTask({ … })`.
 *
 * A setting stays if other code refers to it by name: a function that reads `pspace` depends on it.
 *
 * @param isCut True for the settings to remove.
 */
export function cutSettings(
  statements: readonly SyntaxNode[],
  isCut: (setting: string) => boolean,
): SyntaxNode[] {
  const removed: unknown[] = [];
  let rest = statements
    .filter((statement) => !isExportHeader(statement))
    .flatMap(splitDeclarations);
  const object = settingsObject(rest);
  const kept = object && without(object);
  if (object !== undefined) rest = replaced(rest, object, kept!);
  const isEmptied = kept !== undefined && (kept['properties'] as SyntaxNode[]).length === 0;
  rest = rest.filter((statement) => {
    const names = exportedNames(statement);
    const isDefault = isEmptied && names.includes('default');
    const cut = isDefault || (names.length > 0 && names.every(isCut) && !isUsed(statement));
    if (cut) removed.push(statement);
    return !cut;
  });
  return withoutUnused(rest, removed);

  function without(settings: SyntaxNode): SyntaxNode {
    const properties = settings['properties'] as SyntaxNode[];
    const kept = properties.filter((property) => !isCut(keyOf(property) ?? ''));
    removed.push(...properties.filter((property) => !kept.includes(property)));
    return { ...settings, properties: kept };
  }

  function isUsed(statement: SyntaxNode): boolean {
    const name = declaredName(statement);
    const others = rest.filter((other) => other !== statement);
    return name !== undefined && referredNames(others).has(name);
  }
}

/** Removes declarations that only removed code refers to, and repeats that until none is left. */
function withoutUnused(statements: SyntaxNode[], removed: unknown[]): SyntaxNode[] {
  const needed = referredNames(removed);
  const unused = statements.find((statement) => {
    const name = declaredName(statement);
    if (name === undefined || !needed.has(name) || exportedNames(statement).length > 0)
      return false;
    return !referredNames(statements.filter((other) => other !== statement)).has(name);
  });
  if (unused === undefined) return statements;
  const rest = statements.filter((statement) => statement !== unused);
  return withoutUnused(rest, [...removed, unused]);
}

/** True for `exports.a = exports.b = void 0`, which the translation adds and which has no effect. */
function isExportHeader(statement: SyntaxNode): boolean {
  const { type, operator } = assigned(statement) ?? { type: '' };
  return type === 'UnaryExpression' && operator === 'void' && exportedNames(statement).length > 0;
}

/** Returns the names under which a statement exports its value: `exports.a = exports.b = …`. */
function exportedNames(statement: SyntaxNode): string[] {
  const names: string[] = [];
  for (let value = valueOf(statement); value?.type === 'AssignmentExpression';) {
    const { object, property } = value['left'] as SyntaxNode;
    if (!isNode(object) || object['name'] !== 'exports') break;
    names.push((property as SyntaxNode)['name'] as string);
    value = value['right'] as SyntaxNode;
  }
  return names;
}

/** Returns the value that a statement assigns: `c` of `a = b = c`. */
function assigned(statement: SyntaxNode): SyntaxNode | undefined {
  let value = valueOf(statement);
  while (value?.type === 'AssignmentExpression') value = value['right'] as SyntaxNode;
  return value;
}

function valueOf(statement: SyntaxNode): SyntaxNode | undefined {
  if (statement.type === 'ExpressionStatement') return statement['expression'] as SyntaxNode;
  const [declaration] = (statement['declarations'] ?? []) as SyntaxNode[];
  return (declaration?.['init'] ?? undefined) as SyntaxNode | undefined;
}

/** Returns the name of the variable, function or class that a statement declares. */
function declaredName(statement: SyntaxNode): string | undefined {
  const [declaration = statement] = (statement['declarations'] ?? []) as SyntaxNode[];
  const id = declaration['id'];
  return isNode(id) && id.type === 'Identifier' ? (id['name'] as string) : undefined;
}

/** Splits `const a = 1, b = 2` into two statements. */
function splitDeclarations(statement: SyntaxNode): SyntaxNode[] {
  if (statement.type !== 'VariableDeclaration') return [statement];
  const declarations = statement['declarations'] as SyntaxNode[];
  return declarations.map((declaration) => ({ ...statement, declarations: [declaration] }));
}

/** Returns the object of the default export: the object itself, or the argument of `defineTask`. */
function settingsObject(statements: readonly SyntaxNode[]): SyntaxNode | undefined {
  const exported = statements.find((statement) => exportedNames(statement).includes('default'));
  let value = exported && assigned(exported);
  if (value?.type === 'Identifier') {
    const name = value['name'];
    const declaration = statements.find((statement) => declaredName(statement) === name);
    value = declaration && assigned(declaration);
  }
  if (value?.type === 'CallExpression') value = (value['arguments'] as SyntaxNode[])[0];
  return value?.type === 'ObjectExpression' ? value : undefined;
}

function keyOf({ type, computed, key }: SyntaxNode): string | undefined {
  return type === 'Property' && computed === false
    ? ((key as SyntaxNode)['name'] as string | undefined)
    : undefined;
}

/** Returns a copy of `tree` with `by` in the place of `node`. */
function replaced<T>(tree: T, node: SyntaxNode, by: SyntaxNode): T {
  if ((tree as unknown) === node) return by as T;
  if (Array.isArray(tree)) return tree.map((item: unknown) => replaced(item, node, by)) as T;
  if (!isNode(tree)) return tree;
  const entries = Object.entries(tree).map(([key, value]) => [key, replaced(value, node, by)]);
  return Object.fromEntries(entries) as T;
}
