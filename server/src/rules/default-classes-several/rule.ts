import { folderOf } from '../../base/uri.ts';
import { defineRule } from '../rule.ts';

const annotations = ['storageclass.kubernetes.io/is-default-class', 'storageclass.beta.kubernetes.io/is-default-class'];

export const rule = defineRule({
  id: 'default-classes-several',
  summary: 'several storage classes are the default',
  severity: 'warning',
  kinds: ['StorageClass'],
  *check({ manifest, workspace }) {
    const own = manifest.view.at('metadata', 'annotations');
    const annotation = annotations.map((name) => own.field(name)).find((view) => view.string() === 'true');
    if (!annotation) return;
    const classes = workspace.objects('StorageClass');
    const self = classes.filter(({ name }) => name === manifest.name);
    // Overlays for several clusters lie in folders of their own.
    const folders = new Set(self.map(({ uri }) => folderOf(uri)));
    const other = classes.find(
      ({ name, uri, details, isTemplate }) =>
        name !== manifest.name && !isTemplate && details.storageClass?.isDefault && folders.has(folderOf(uri)),
    );
    if (!other) return;
    const range = workspace.locate(other);
    yield {
      at: annotation,
      message: `Class "${other.name}" is the default, too; the one made last wins, so let only one be it`,
      ...(range ? { related: [{ message: `StorageClass "${other.name}"`, range, uri: other.uri }] } : {}),
    };
  },
});
