/** One measured line: times in ms, and how it stands to what it is compared with. */
export interface Figure {
  readonly name: string;
  readonly p50Ms: number;
  readonly p95Ms: number;
  /** Ratio of the median to the yardstick's median. */
  readonly ratio?: number;
  readonly yardstick?: string;
  /** Time that other processes had a part in: shown, but no budget holds it. */
  readonly isPassingTime?: true;
}

/** Prints figures one below the other. */
export function printFigures(title: string, figures: readonly Figure[]): void {
  console.log(`\n${title}`);
  for (const { name, p50Ms, p95Ms, ratio, yardstick } of figures) {
    const times = `${p50Ms.toFixed(3).padStart(10)} ms  p95 ${p95Ms.toFixed(3).padStart(10)} ms`;
    console.log(`  ${name.padEnd(58)}${times}${ratio === undefined ? '' : `   ${ratio.toFixed(2)} of ${yardstick}`}`);
  }
}

/** Prints a table; the first column to the left, the others to the right. */
export function printTable(rows: readonly (readonly string[])[]): void {
  const widths = (rows[0] ?? []).map((_, at) => Math.max(...rows.map((row) => row[at]?.length ?? 0)));
  for (const row of rows) {
    console.log(
      `  ${row.map((cell, at) => (at === 0 ? cell.padEnd(widths[at]!) : cell.padStart(widths[at]!))).join('  ')}`,
    );
  }
}
