/** Yields the lines of a CSV file in parts. Cells with commas, quotes or line ends are quoted (RFC 4180). */
export function* csvText(
  keys: readonly string[],
  rows: number,
  cellsOf: (row: number) => readonly string[],
): Generator<string> {
  yield lineOf(keys);
  for (let i = 0; i < rows; i++) yield lineOf(cellsOf(i));
}

function lineOf(cells: readonly string[]): string {
  const quoted = cells.map((text) =>
    /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text,
  );
  return `${quoted.join(',')}\r\n`;
}
