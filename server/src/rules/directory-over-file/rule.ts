import { allContainers, podSpecOf } from '../../facts/pods.ts';
import { addEntry, yamlString } from '../../manifest/edits.ts';
import type { FieldView } from '../../manifest/fieldView.ts';
import { mayBeTemplate } from '../../yaml/template.ts';
import { filesOf } from '../configSources.ts';
import { defineRule, type RuleContext } from '../rule.ts';
import { besides, workloadKinds } from '../workloads.ts';

export const rule = defineRule({
  id: 'directory-over-file',
  summary: 'a ConfigMap or Secret is mounted as a directory where one of its files is meant',
  severity: 'warning',
  kinds: [...workloadKinds, 'CronJob'],
  words: ['configMap', 'secret'],
  *check(context) {
    const podSpec = podSpecOf(context.manifest);
    let volumes: ReadonlyMap<string, FieldView> | undefined;
    for (const container of allContainers(podSpec)) {
      for (const mount of container.field('volumeMounts').items()) {
        const path = mount.field('mountPath').string() ?? '';
        const file = fileIn(path);
        if (file === undefined || mount.field('subPath').hasValue || mount.field('subPathExpr').hasValue) continue;
        volumes ??= byName(podSpec.field('volumes').items());
        const volume = volumes.get(mount.field('name').string() ?? '');
        if (!volume || !holdsFile(volume, file, context) || isRead(container, `${path}/`)) continue;
        yield {
          at: mount.field('mountPath'),
          message: `This is made a directory, with "${file}" in it; add subPath: ${file}, or mount it one level up`,
          fixes: () => {
            const edit = addEntry(mount.tree, mount.node, [`subPath: ${yamlString(file)}`]);
            return edit ? [{ title: `Add subPath: ${file}`, isSafe: false, edits: [edit] }] : [];
          },
        };
      }
    }
  },
});

function byName(items: readonly FieldView[]): ReadonlyMap<string, FieldView> {
  return new Map(items.map((item) => [item.field('name').string() ?? '', item]));
}

/** The last part of a path where it looks like a file's name, with an ending other than that of directories. */
function fileIn(path: string): string | undefined {
  const file = path.slice(path.lastIndexOf('/') + 1);
  const dot = file.lastIndexOf('.');
  return dot > 0 && dot < file.length - 1 && !file.endsWith('.d') && !mayBeTemplate(path) ? file : undefined;
}

/** Whether a file of that name lies in the volume, as far as one can see. */
function holdsFile(volume: FieldView, file: string, context: RuleContext): boolean {
  for (const { kind, name, source } of filesOf(volume)) {
    const items = source.field('items');
    if (items.hasValue) return items.items().some((item) => item.field('path').string() === file);
    const { workspace, manifest } = context;
    const holders = besides(workspace.named(kind, name.string() ?? '', manifest.namespace), context);
    return holders.some(({ details, isTemplate }) => !isTemplate && details.keys?.includes(file));
  }
  return false;
}

/** Whether the container names something in the directory: then that is what is meant. */
function isRead(container: FieldView, directory: string): boolean {
  const words = [...container.field('command').items(), ...container.field('args').items()];
  const values = container
    .field('env')
    .items()
    .map((variable) => variable.field('value'));
  return [...words, ...values].some((view) => view.string()?.includes(directory));
}
