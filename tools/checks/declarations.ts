import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import ts from 'typescript';

/**
 * One name that a module declares. Overloads of a function are several nodes of one name; a name
 * that is taken from another package has no node.
 */
export interface Declaration {
  readonly name: string;
  text: string;
  readonly file: string;
  readonly nodes: ts.Statement[];
}

/** The names of a module: those it declares, those it exports, and those it takes from siblings. */
interface Module {
  readonly declared: Map<string, Declaration>;
  readonly exported: Map<string, Declaration>;
  readonly imported: Map<string, { file: string; name: string }>;
}

const modules = new Map<string, Module>();

/** The names of one source file, as the compiler declares them without reading other files. */
export function declarationsOf(file: string): Module {
  const known = modules.get(file);
  if (known !== undefined) return known;
  const module: Module = { declared: new Map(), exported: new Map(), imported: new Map() };
  modules.set(file, module);
  for (const statement of declarationFile(file).statements) {
    if (ts.isImportDeclaration(statement)) addImports(module, file, statement);
    else if (ts.isExportDeclaration(statement)) addReExports(module, file, statement);
    else addDeclaration(module, file, statement);
  }
  return module;
}

/** The declaration of the same package that a name stands for in a file, if there is one. */
export function lookUp(name: string, file: string): Declaration | undefined {
  const { declared, imported } = declarationsOf(file);
  const from = imported.get(name);
  return from === undefined
    ? declared.get(name)
    : declarationsOf(from.file).exported.get(from.name);
}

function addImports(
  { imported }: Module,
  file: string,
  { moduleSpecifier, importClause }: ts.ImportDeclaration,
): void {
  const from = (moduleSpecifier as ts.StringLiteral).text;
  const bindings = importClause?.namedBindings;
  if (!from.startsWith('.') || bindings === undefined || !ts.isNamedImports(bindings)) return;
  for (const { name, propertyName = name } of bindings.elements) {
    imported.set(name.text, { file: join(dirname(file), from), name: propertyName.text });
  }
}

function addReExports(
  { exported }: Module,
  file: string,
  { moduleSpecifier, exportClause }: ts.ExportDeclaration,
): void {
  const from = (moduleSpecifier as ts.StringLiteral | undefined)?.text;
  if (from === undefined) return; // `export {}`, which only says that the file is a module.
  const theirs = from.startsWith('.') ? declarationsOf(join(dirname(file), from)) : undefined;
  const foreign = (name: string, text: string): Declaration => ({ name, text, file, nodes: [] });
  if (exportClause === undefined) {
    const all = theirs?.exported ?? [[`* ${from}`, foreign('*', `export * from '${from}';`)]];
    for (const [name, declaration] of all) exported.set(name, declaration);
    return;
  }
  for (const { name, propertyName = name } of (exportClause as ts.NamedExports).elements) {
    const original = propertyName.text;
    const there =
      theirs?.exported.get(original) ?? foreign(original, `export { ${original} } from '${from}';`);
    exported.set(name.text, name.text === original ? there : renamed(there, name.text));
  }
}

function renamed(declaration: Declaration, name: string): Declaration {
  const text = `${declaration.text}\nexport { ${declaration.name} as ${name} };`;
  return { ...declaration, name, text };
}

function addDeclaration({ declared, exported }: Module, file: string, statement: ts.Statement) {
  for (const name of namesOf(statement)) {
    const declaration = declared.get(name) ?? { name, text: '', file, nodes: [] };
    const text = statement.getText();
    declaration.text = declaration.text === '' ? text : `${declaration.text}\n${text}`;
    declaration.nodes.push(statement);
    declared.set(name, declaration);
    if (isExported(statement)) exported.set(name, declaration);
  }
}

function namesOf(statement: ts.Statement): string[] {
  if (ts.isVariableStatement(statement)) {
    return statement.declarationList.declarations.map(({ name }) => name.getText());
  }
  const { name } = statement as ts.DeclarationStatement;
  return name === undefined ? [] : [name.text];
}

function isExported(statement: ts.Statement): boolean {
  const modifiers = ts.canHaveModifiers(statement) ? (ts.getModifiers(statement) ?? []) : [];
  return modifiers.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword);
}

function declarationFile(file: string): ts.SourceFile {
  const compilerOptions = {
    target: ts.ScriptTarget.ES2023,
    module: ts.ModuleKind.NodeNext,
    removeComments: true,
    stripInternal: true,
  };
  const source = readFileSync(file, 'utf8');
  const { outputText } = ts.transpileDeclaration(source, { compilerOptions, fileName: file });
  return ts.createSourceFile(file, outputText, ts.ScriptTarget.ES2023, true);
}
