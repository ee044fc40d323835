import type { ObjectSummary, WorkspaceView } from '../analysis/workspaceView.ts';
import { isSameFile } from '../base/uri.ts';
import { quotedLike, removeEntry, renameKey, yamlString } from '../manifest/edits.ts';
import type { FieldView } from '../manifest/fieldView.ts';
import type { DocumentEdit, EditElsewhere, Fix } from '../manifest/problem.ts';
import { replaceValue } from '../manifest/replaceValue.ts';
import { NodeStyle } from '../yaml/tree.ts';
import type { Finding, RuleContext } from './rule.ts';

/** Shows another object of the workspace beside a finding; nothing where its place is not known. */
export function relatedTo(
  object: ObjectSummary,
  workspace: WorkspaceView,
  message = `${object.kind} "${object.name}"`,
): Pick<Finding, 'related'> {
  const range = workspace.locate(object);
  return range ? { related: [{ message, range, uri: object.uri }] } : {};
}

/** The edit that writes a text where a scalar stands, in the quotes of that, or where none is written yet. */
export function setText({ tree, node, written }: FieldView, text: string): DocumentEdit {
  const isWritten = tree.style(written) !== NodeStyle.empty;
  return replaceValue(tree, written, isWritten ? quotedLike(tree, node, text) : yamlString(text));
}

/** The repair that writes another text for a scalar. */
export function changeTo(
  view: FieldView,
  text: string,
  { title = `Change to "${text}"`, isSafe = false }: Partial<Pick<Fix, 'title' | 'isSafe'>> = {},
): Fix {
  return { title, isSafe, edits: [setText(view, text)] };
}

/** The repair that gives a field another name. */
export function renameTo({ tree, key }: FieldView, name: string): Fix {
  return { title: `Rename to ${name}`, isSafe: false, edits: [renameKey(tree, key, name)] };
}

/** The repair that takes a field out. */
export function leaveOut({ tree, key }: FieldView, title: string): Fix {
  return { title, isSafe: false, edits: [removeEntry(tree, key)] };
}

/**
 * A repair of another object that the manifest names, where it is known which one that is: of several of one name
 * (variants for other clusters) only one in the manifest's own file.
 */
export function fixElsewhere(
  { uri, workspace }: RuleContext,
  objects: readonly ObjectSummary[],
  { title, edits }: { title: string; edits: EditElsewhere['edits'] },
): Fix[] {
  const here = objects.filter((object) => isSameFile(object.uri, uri));
  const [object, another] = here.length > 0 ? here : objects;
  const at = object && workspace.locate(object);
  if (!at || another || workspace.isPatch(object.uri)) return [];
  const { kind, name } = object;
  return [{ title, isSafe: false, edits: [], elsewhere: { uri: object.uri, at, kind, name, edits } }];
}
