import { FieldView } from '../manifest/fieldView.ts';
import { SourceText } from '../text/sourceText.ts';
import { YamlStream } from '../yaml/stream.ts';
import { NO_NODE } from '../yaml/tree.ts';

/** Name of the file at a folder's root that holds settings for every editor and the command line. */
export const settingsFileName = '.statefulset.yaml';

/**
 * The content of `.statefulset.yaml` as plain data, for `readSettings`; undefined for an empty file. Problems say in one
 * sentence each what is not YAML.
 */
export function readSettingsData(content: string): { data: unknown; problems: readonly string[] } {
  const [entry] = YamlStream.parse(new SourceText(content));
  if (!entry) return { data: undefined, problems: [] };
  const { tree, problems } = entry.document;
  const messages = problems.map(({ message }) => `${settingsFileName}: ${message}`);
  if (tree.root === NO_NODE) return { data: undefined, problems: messages };
  const root = new FieldView(tree, tree.root, { key: NO_NODE, step: '' });
  return { data: plainOf(root, ''), problems: messages };
}

function plainOf(view: FieldView, name: string): unknown {
  if (view.isMapping()) {
    return Object.fromEntries(view.entries().map((entry) => [entry.name, plainOf(entry.value, entry.name)]));
  }
  if (view.isSequence()) return view.items().map((item) => plainOf(item, ''));
  // Without quotes 1.30 is a number, and the same number as 1.3: its text tells which minor is meant.
  return name === 'kubernetesVersion' && typeof view.json() === 'number' ? view.text() : view.json();
}
