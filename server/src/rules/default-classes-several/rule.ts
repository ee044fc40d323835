import type { WorkspaceView } from '../../analysis/workspaceView.ts';
import { folderOf } from '../../base/uri.ts';
import { defaultClassAnnotations } from '../../storage/defaultClass.ts';
import { defineRule } from '../rule.ts';

export const rule = defineRule({
  id: 'default-classes-several',
  summary: 'several storage classes are the default',
  severity: 'warning',
  kinds: ['StorageClass'],
  *check({ manifest, workspace }) {
    const own = manifest.view.at('metadata', 'annotations');
    const annotation = defaultClassAnnotations.map((name) => own.field(name)).find((view) => view.string() === 'true');
    if (!annotation) return;
    const classes = workspace.objects('StorageClass');
    const self = classes.filter(({ name }) => name === manifest.name);
    // Overlays for several clusters lie in folders of their own.
    const folders = new Set(self.map(({ uri }) => folderOf(uri)));
    const other = classes.find(
      ({ name, uri, details, isTemplate }) =>
        name !== manifest.name && !isTemplate && details.storageClass?.isDefault && folders.has(folderOf(uri)),
    );
    if (!other) {
      const inCluster = defaultInCluster(manifest.name, workspace);
      if (inCluster === undefined) return;
      const message = `Class "${inCluster}" is the default of cluster "${workspace.cluster?.context}"; the one made last wins`;
      yield { at: annotation, message };
      return;
    }
    const range = workspace.locate(other);
    yield {
      at: annotation,
      message: `Class "${other.name}" is the default, too; the one made last wins, so let only one be it`,
      ...(range ? { related: [{ message: `StorageClass "${other.name}"`, range, uri: other.uri }] } : {}),
    };
  },
});

/** The cluster's default class, unless it is this one or a file of the workspace says what it shall be. */
function defaultInCluster(own: string, workspace: WorkspaceView): string | undefined {
  const name = workspace.cluster?.storageClasses?.find(({ isDefault }) => isDefault)?.name;
  if (name === undefined || name === own) return undefined;
  return workspace.named('StorageClass', name, undefined).length > 0 ? undefined : name;
}
