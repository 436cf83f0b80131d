import ts from 'typescript';

/** The names that a module exports. A name is a value, or only a type. */
export type Exports = ReadonlyMap<string, 'value' | 'type'>;

/** Returns a function that finds the exports of modules with the compiler, including types. */
export function exportsOf(files: readonly string[], options: ts.CompilerOptions) {
  const program = ts.createProgram([...files], options);
  const checker = program.getTypeChecker();
  return (file: string): Exports => {
    const source = program.getSourceFile(file);
    const module = source && checker.getSymbolAtLocation(source);
    const symbols = module === undefined ? [] : checker.getExportsOfModule(module);
    return new Map(
      symbols.map((symbol) => {
        const target =
          symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
        return [symbol.name, target.flags & ts.SymbolFlags.Value ? 'value' : 'type'];
      }),
    );
  };
}
