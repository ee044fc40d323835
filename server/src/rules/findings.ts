import type { ObjectSummary, WorkspaceView } from '../analysis/workspaceView.ts';
import { isSameFile } from '../base/uri.ts';
import { quotedLike, replaceValue, yamlString } from '../manifest/edits.ts';
import type { FieldView } from '../manifest/fieldView.ts';
import type { DocumentEdit, EditElsewhere, Fix } from '../manifest/problem.ts';
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
export function setText({ tree, node, written, range }: FieldView, text: string): DocumentEdit {
  if (tree.style(written) === NodeStyle.empty) return replaceValue(tree, written, yamlString(text));
  return { ...range, newText: quotedLike(tree, node, text) };
}

/** The repair that writes another text for a scalar. */
export function changeTo(
  view: FieldView,
  text: string,
  { title = `Change to "${text}"`, isSafe = false }: Partial<Pick<Fix, 'title' | 'isSafe'>> = {},
): Fix {
  return { title, isSafe, edits: [setText(view, text)] };
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
