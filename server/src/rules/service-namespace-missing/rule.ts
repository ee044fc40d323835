import { statefulSetFacts } from '../../facts/statefulSet.ts';
import { addEntry, yamlString } from '../../manifest/edits.ts';
import type { Manifest } from '../../manifest/manifest.ts';
import type { DocumentEdit, Fix } from '../../manifest/problem.ts';
import { fixElsewhere, relatedTo } from '../findings.ts';
import { defineRule, type RuleContext } from '../rule.ts';
import { inFile } from '../workloads.ts';

export const rule = defineRule({
  id: 'service-namespace-missing',
  summary: 'A namespace is written in the set or in its Service, but not in the other',
  severity: 'information',
  kinds: ['StatefulSet'],
  *check(context) {
    const { manifest, workspace } = context;
    const { serviceName } = statefulSetFacts(manifest);
    const name = serviceName.string();
    if (!name) return;
    // Files are applied together or not; what is in one file is. Kustomize writes namespaces into all objects.
    const here = inFile(workspace.named('Service', name, manifest.namespace), context);
    const [service] = here;
    if (!service || here.some((one) => one.isTemplate || one.namespace === manifest.namespace)) return;
    const namespace = manifest.namespace ?? service.namespace;
    if (!namespace || namespace === 'default' || workspace.objects('Kustomization').length > 0) return;
    const isOfSet = manifest.namespace === undefined;
    const without = isOfSet ? 'the set' : `Service "${name}"`;
    yield {
      at: serviceName,
      message: `Only one of the set and Service "${name}" is in namespace "${namespace}"; write it in ${without}, too, or the Pods get no DNS names`,
      ...relatedTo(service, workspace),
      fixes: () =>
        fixes(context, {
          namespace,
          title: `Write namespace "${namespace}" in ${without}`,
          services: isOfSet ? [] : here,
        }),
    };
  },
});

interface Repair {
  readonly namespace: string;
  readonly title: string;
  /** Those without a namespace; none where it is the set that has none. */
  readonly services: Parameters<typeof fixElsewhere>[1];
}

function fixes(context: RuleContext, { namespace, title, services }: Repair): Fix[] {
  const write = (manifest: Manifest): DocumentEdit[] | undefined => {
    const metadata = manifest.view.field('metadata');
    if (!metadata.isMapping() || metadata.written !== metadata.node || metadata.field('namespace').exists)
      return undefined;
    const edit = addEntry(metadata.tree, metadata.node, [`namespace: ${yamlString(namespace)}`]);
    return edit && [edit];
  };
  if (services.length > 0) return fixElsewhere(context, services, { title, edits: write });
  const edits = write(context.manifest);
  return edits ? [{ title, isSafe: false, edits }] : [];
}
