// @ts-check
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import ts from 'typescript';

/**
 * One name that a module declares. Overloads of a function are several nodes of one name; what is
 * taken from another package has none.
 *
 * @typedef {{ name: string, text: string, file: string, nodes: ts.Statement[] }} Declaration
 */

/**
 * What a module says of names: what it declares, what it exports, and from which siblings it takes
 * others.
 *
 * @typedef {object} Module
 * @property {Map<string, Declaration>} declared
 * @property {Map<string, Declaration>} exported
 * @property {Map<string, { file: string, name: string }>} imported
 */

/** @type {Map<string, Module>} */
const modules = new Map();

/**
 * The names of one source file, as the compiler declares them without looking at other files.
 *
 * @param {string} file
 * @returns {Module}
 */
export function declarationsOf(file) {
  const known = modules.get(file);
  if (known !== undefined) return known;
  /** @type {Module} */
  const module = { declared: new Map(), exported: new Map(), imported: new Map() };
  modules.set(file, module);
  for (const statement of declarationFile(file).statements) {
    if (ts.isImportDeclaration(statement)) addImports(module, file, statement);
    else if (ts.isExportDeclaration(statement)) addReExports(module, file, statement);
    else addDeclaration(module, file, statement);
  }
  return module;
}

/**
 * What a name means in a file: a declaration of the same package, if it is one.
 *
 * @param {string} name
 * @param {string} file
 * @returns {Declaration | undefined}
 */
export function lookUp(name, file) {
  const { declared, imported } = declarationsOf(file);
  const from = imported.get(name);
  return from === undefined
    ? declared.get(name)
    : declarationsOf(from.file).exported.get(from.name);
}

/**
 * @param {Module} module
 * @param {string} file
 * @param {ts.ImportDeclaration} statement
 */
function addImports({ imported }, file, { moduleSpecifier, importClause }) {
  const from = /** @type {ts.StringLiteral} */ (moduleSpecifier).text;
  const bindings = importClause?.namedBindings;
  if (!from.startsWith('.') || bindings === undefined || !ts.isNamedImports(bindings)) return;
  for (const { name, propertyName = name } of bindings.elements) {
    imported.set(name.text, { file: join(dirname(file), from), name: propertyName.text });
  }
}

/**
 * @param {Module} module
 * @param {string} file
 * @param {ts.ExportDeclaration} statement
 */
function addReExports({ exported }, file, { moduleSpecifier, exportClause }) {
  const from = /** @type {ts.StringLiteral | undefined} */ (moduleSpecifier)?.text;
  if (from === undefined) return; // `export {}`, which only says that the file is a module.
  const theirs = from.startsWith('.') ? declarationsOf(join(dirname(file), from)) : undefined;
  /** @param {string} name @param {string} text */
  const foreign = (name, text) => ({ name, text, file, nodes: [] });
  if (exportClause === undefined) {
    const all = theirs?.exported ?? [[`* ${from}`, foreign('*', `export * from '${from}';`)]];
    for (const [name, declaration] of all) exported.set(name, declaration);
    return;
  }
  for (const { name, propertyName = name } of /** @type {ts.NamedExports} */ (exportClause)
    .elements) {
    const original = propertyName.text;
    const there =
      theirs?.exported.get(original) ?? foreign(original, `export { ${original} } from '${from}';`);
    exported.set(name.text, name.text === original ? there : renamed(there, name.text));
  }
}

/**
 * @param {Declaration} declaration
 * @param {string} name
 * @returns {Declaration}
 */
function renamed(declaration, name) {
  const text = `${declaration.text}\nexport { ${declaration.name} as ${name} };`;
  return { ...declaration, name, text };
}

/**
 * @param {Module} module
 * @param {string} file
 * @param {ts.Statement} statement
 */
function addDeclaration({ declared, exported }, file, statement) {
  for (const name of namesOf(statement)) {
    const declaration = declared.get(name) ?? { name, text: '', file, nodes: [] };
    const text = statement.getText();
    declaration.text = declaration.text === '' ? text : `${declaration.text}\n${text}`;
    declaration.nodes.push(statement);
    declared.set(name, declaration);
    if (isExported(statement)) exported.set(name, declaration);
  }
}

/**
 * @param {ts.Statement} statement
 * @returns {string[]}
 */
function namesOf(statement) {
  if (ts.isVariableStatement(statement)) {
    return statement.declarationList.declarations.map(({ name }) => name.getText());
  }
  const { name } = /** @type {ts.DeclarationStatement} */ (statement);
  return name === undefined ? [] : [name.text];
}

/** @param {ts.Statement} statement */
function isExported(statement) {
  const modifiers = ts.canHaveModifiers(statement) ? (ts.getModifiers(statement) ?? []) : [];
  return modifiers.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword);
}

/** @param {string} file */
function declarationFile(file) {
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
