import { neverCancelled } from '../../server/src/base/cancellation.ts';
import { definition, nameAt, occurrencesIn } from '../../server/src/features/navigation.ts';
import { openAtCursor } from './cursor.ts';

/** Where what is named at the cursor is defined: `file:line text`, lines from 1. */
export function definitions(fixture: string): string[] {
  const { host, uri, offset } = openAtCursor(fixture);
  const snapshot = host.snapshot();
  return definition(snapshot, uri, offset, neverCancelled).map(({ uri: target, range }) => {
    const { text } = snapshot.file(target)!;
    return `${target.replace('file:///work/', '')}:${text.lineAt(range.start) + 1} ${text.text.slice(range.start, range.end)}`;
  });
}

/** Where what is named at the cursor stands: `file:line`, lines from 1, definitions with a star; in the order of the fixture. */
export function references(fixture: string): string[] {
  const { host, uri, offset } = openAtCursor(fixture);
  const snapshot = host.snapshot();
  const name = nameAt(snapshot, uri, offset);
  if (!name) return [];
  // Open files come in no order of their own.
  const placeOf = (file: string) => fixture.indexOf(`# file: ${file.replace('file:///work/', '')}`);
  const files = [...snapshot.openFiles()].sort((a, b) => placeOf(a.uri) - placeOf(b.uri));
  return occurrencesIn(files, name, neverCancelled).map(({ uri: target, range, isDefinition }) => {
    const { text } = snapshot.file(target)!;
    const mark = isDefinition ? '*' : '';
    return `${target.replace('file:///work/', '')}:${text.lineAt(range.start) + 1}${mark}`;
  });
}
