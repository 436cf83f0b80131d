import ts from 'typescript';
import type { Complaint } from '../complaint.ts';
import type { Program } from './write-programs.ts';

/** The compiler options of the workspace, for modules that are only checked. */
export function compilerOptions(root: string): ts.CompilerOptions {
  const config = ts.readConfigFile(`${root}/tsconfig.base.json`, (path) => ts.sys.readFile(path));
  return {
    ...ts.parseJsonConfigFileContent(config.config, ts.sys, root).options,
    noEmit: true,
    composite: false,
    declaration: false,
    declarationMap: false,
    rewriteRelativeImportExtensions: false,
    allowImportingTsExtensions: true,
  };
}

/** Reports every compiler error in an example. */
export function checkTypes(
  programs: readonly Program[],
  options: ts.CompilerOptions,
  complain: Complaint,
): void {
  const all = ts.createProgram(
    programs.map(({ module }) => module),
    options,
  );
  for (const { snippet, module } of programs) {
    const source = all.getSourceFile(module)!;
    const problems = [
      ...all.getSyntacticDiagnostics(source),
      ...all.getSemanticDiagnostics(source),
    ];
    for (const { start = 0, messageText } of problems) {
      const { line } = source.getLineAndCharacterOfPosition(start);
      const text = ts.flattenDiagnosticMessageText(messageText, '\n');
      complain(snippet.file, snippet.line + line - 1, new Error(text));
    }
  }
}
