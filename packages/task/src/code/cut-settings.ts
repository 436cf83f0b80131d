import { isNode, namesIn, type SyntaxNode } from './syntax.ts';

/**
 * The statements of a task file, translated to `exports.name = …`, without some of the settings
 * that it gives as named exports or in `defineTask({ … })`, and without what only these need.
 *
 * Whatever else refers to a setting by name keeps it: a function that reads `pspace` depends on it.
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
    return name !== undefined && namesIn(others).has(name);
  }
}

/** Removes declarations that only what has been removed refers to, and so on. */
function withoutUnused(statements: SyntaxNode[], removed: unknown[]): SyntaxNode[] {
  const needed = namesIn(removed);
  const unused = statements.find((statement) => {
    const name = declaredName(statement);
    if (name === undefined || !needed.has(name) || exportedNames(statement).length > 0)
      return false;
    return !namesIn(statements.filter((other) => other !== statement)).has(name);
  });
  if (unused === undefined) return statements;
  const rest = statements.filter((statement) => statement !== unused);
  return withoutUnused(rest, [...removed, unused]);
}

/** `exports.a = exports.b = void 0`, which comes before everything else and says nothing. */
function isExportHeader(statement: SyntaxNode): boolean {
  const { type, operator } = assigned(statement) ?? { type: '' };
  return type === 'UnaryExpression' && operator === 'void' && exportedNames(statement).length > 0;
}

/** The names under which a statement exports its value: `exports.a = exports.b = …`. */
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

/** What a statement assigns in the end. */
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

/** The one variable, function or class that a statement declares. */
function declaredName(statement: SyntaxNode): string | undefined {
  const [declaration = statement] = (statement['declarations'] ?? []) as SyntaxNode[];
  const id = declaration['id'];
  return isNode(id) && id.type === 'Identifier' ? (id['name'] as string) : undefined;
}

/** `const a = 1, b = 2` as two statements. */
function splitDeclarations(statement: SyntaxNode): SyntaxNode[] {
  if (statement.type !== 'VariableDeclaration') return [statement];
  const declarations = statement['declarations'] as SyntaxNode[];
  return declarations.map((declaration) => ({ ...statement, declarations: [declaration] }));
}

/** The object of the default export: given as it is, to `defineTask`, or by the name of either. */
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

/** A copy of `tree` with `by` in the place of `node`. */
function replaced<T>(tree: T, node: SyntaxNode, by: SyntaxNode): T {
  if ((tree as unknown) === node) return by as T;
  if (Array.isArray(tree)) return tree.map((item: unknown) => replaced(item, node, by)) as T;
  if (!isNode(tree)) return tree;
  const entries = Object.entries(tree).map(([key, value]) => [key, replaced(value, node, by)]);
  return Object.fromEntries(entries) as T;
}
