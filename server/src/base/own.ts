/**
 * What a table says of a name that somebody wrote; undefined where it says nothing. A plain look-up would find what every
 * object has: a field may be called `constructor`.
 */
export function own<T>(table: Readonly<Record<string, T>>, name: string): T | undefined {
  return Object.hasOwn(table, name) ? table[name] : undefined;
}
