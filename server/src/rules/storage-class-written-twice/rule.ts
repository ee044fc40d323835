import type { StorageClassDetails } from '../../analysis/summaries.ts';
import { baseName, normalizeUri } from '../../base/uri.ts';
import { relatedTo } from '../findings.ts';
import { defineRule } from '../rule.ts';
import { besides } from '../workloads.ts';

export const rule = defineRule({
  id: 'storage-class-written-twice',
  summary: 'two files of one folder define the same storage class differently',
  severity: 'information',
  kinds: ['StorageClass'],
  *check(context) {
    const { manifest, workspace, uri } = context;
    if (manifest.name === '' || manifest.isTemplate) return;
    const file = normalizeUri(uri);
    const classes = besides(workspace.named('StorageClass', manifest.name, undefined), context).filter(
      (each) => !each.isTemplate && !workspace.isPatch(each.uri),
    );
    // A folder is applied file by file, in the order of their names.
    const own = classes.find((each) => normalizeUri(each.uri) === file)?.details.storageClass;
    const before = classes.find((each) => normalizeUri(each.uri) < file);
    const first = before?.details.storageClass;
    // Files for several clouds have other provisioners: of such only one is applied.
    if (!own || !first || own.provisioner === '' || own.provisioner !== first.provisioner) return;
    const field = fields.find(({ of }) => of(own) !== of(first));
    if (!field) return;
    const written = manifest.view.field(field.name);
    const why = field.isFixed ? 'where one is applied, the other is refused' : 'the one that is applied last counts';
    yield {
      at: written.exists ? { range: written.keyRange, field: field.name } : manifest.view.at('metadata', 'name'),
      message: `Class "${manifest.name}" has other ${field.name} in ${baseName(normalizeUri(before!.uri))}; ${why}`,
      ...relatedTo(before!, workspace),
    };
  },
});

/** What two definitions may differ in, first what the API server lets nobody change (`ValidateStorageClassUpdate`). */
const fields: readonly {
  readonly name: string;
  readonly isFixed: boolean;
  readonly of: (details: StorageClassDetails) => unknown;
}[] = [
  { name: 'parameters', isFixed: true, of: ({ parameters }) => JSON.stringify(Object.entries(parameters).sort()) },
  { name: 'reclaimPolicy', isFixed: true, of: ({ reclaimPolicy }) => reclaimPolicy ?? 'Delete' },
  { name: 'volumeBindingMode', isFixed: true, of: ({ bindingMode }) => bindingMode ?? 'Immediate' },
  { name: 'allowVolumeExpansion', isFixed: false, of: ({ allowsExpansion }) => allowsExpansion },
];
