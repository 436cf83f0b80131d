import ts from 'typescript';

/** The names that a module exports, and whether each is more than a type. */
export type Exports = ReadonlyMap<string, 'value' | 'type'>;

/** Finds out what modules export, by the compiler: types included. */
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
