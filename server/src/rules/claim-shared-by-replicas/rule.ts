import { templateOfClaim } from '../../facts/podNames.ts';
import { statefulSetFacts } from '../../facts/statefulSet.ts';
import type { FieldView } from '../../manifest/fieldView.ts';
import type { Manifest } from '../../manifest/manifest.ts';
import { relatedTo } from '../findings.ts';
import { defineRule } from '../rule.ts';

export const rule = defineRule({
  id: 'claim-shared-by-replicas',
  summary: 'all replicas use one claim that only one node or Pod can mount',
  severity: 'warning',
  kinds: ['StatefulSet'],
  *check({ manifest, workspace }) {
    const facts = statefulSetFacts(manifest);
    const { replicas } = facts;
    if (replicas < 2) return;
    for (const volume of facts.volumes) {
      const view = volume.at('persistentVolumeClaim', 'claimName');
      const name = view.string();
      const claims = name ? workspace.named('PersistentVolumeClaim', name, manifest.namespace) : [];
      const [claim] = claims;
      const template = name && !claim ? templateOf(name, manifest) : undefined;
      const written = template ? [modesOf(template)] : claims.map(({ details }) => details.claim?.accessModes ?? []);
      const [modes] = written;
      if (!modes || modes.length === 0) continue;
      // Of several claims of that name, in folders for several clusters, any may be the one.
      const mayBeShared = written.some((each) => each.some((mode) => mode.endsWith('Many')));
      if (mayBeShared || claims.some(({ isTemplate }) => isTemplate)) continue;
      const who = modes.includes('ReadWriteOncePod') ? 'one Pod' : 'one node';
      const place = `${modes.join(', ')} is written here`;
      const related = template
        ? { related: [{ message: place, range: template.at('spec', 'accessModes').range }] }
        : {};
      yield {
        at: view,
        message: `All ${replicas} Pods mount claim "${name}", which only ${who} can; use volumeClaimTemplates for a claim each`,
        ...(claim ? relatedTo(claim, workspace, place) : related),
      };
    }
  },
});

/** The set's own template that the claim is of: the Pods wait for no other claim of that name. */
function templateOf(claim: string, manifest: Manifest): FieldView | undefined {
  const { claimTemplates } = statefulSetFacts(manifest);
  const names = claimTemplates.map((template) => template.at('metadata', 'name').string() ?? '');
  const name = templateOfClaim(claim, manifest.name ?? '', names);
  return name === undefined || name === '' ? undefined : claimTemplates[names.indexOf(name)];
}

function modesOf(template: FieldView): readonly string[] {
  return template
    .at('spec', 'accessModes')
    .items()
    .flatMap((mode) => mode.string() ?? []);
}
