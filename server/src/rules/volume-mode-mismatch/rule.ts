import { statefulSetFacts } from '../../facts/statefulSet.ts';
import type { RelatedPlace } from '../../manifest/problem.ts';
import type { VolumeMode } from '../../storage/model.ts';
import { allVolumeUses, claimsOf } from '../claims.ts';
import { defineRule, type RuleContext } from '../rule.ts';

export const rule = defineRule({
  id: 'volume-mode-mismatch',
  summary: 'a Block claim is mounted as a directory, or a Filesystem claim used as a device',
  severity: 'warning',
  kinds: ['StatefulSet'],
  *check(context) {
    const claims = knownModes(context);
    for (const { name, isDevice } of allVolumeUses(context.manifest)) {
      const claim = claims.get(name.string() ?? '');
      if (!claim || (claim.volumeMode === 'Block') === isDevice) continue;
      const message = isDevice
        ? `"${claim.name}" has a file system and is no device; mount it under volumeMounts, or write volumeMode: Block`
        : `"${claim.name}" is a raw device without a file system; use volumeDevices, or leave volumeMode out`;
      const related = claim.related();
      yield { at: name, message, ...(related ? { related: [related] } : {}) };
    }
  },
});

interface KnownMode {
  /** Of the claim or claim template. */
  readonly name: string;
  readonly volumeMode: VolumeMode;
  readonly related: () => RelatedPlace | undefined;
}

/** The volume modes of claim templates, and of claims of the workspace that the Pods name; by name of the volume. */
function knownModes(context: RuleContext): ReadonlyMap<string, KnownMode> {
  const { manifest, workspace } = context;
  const known = new Map<string, KnownMode>();
  for (const volume of statefulSetFacts(manifest).volumes) {
    const name = volume.at('persistentVolumeClaim', 'claimName').string();
    const claims = name ? workspace.named('PersistentVolumeClaim', name, manifest.namespace) : [];
    const [claim] = claims;
    const isOne = new Set(claims.map(({ details }) => details.claim?.volumeMode)).size === 1;
    if (!name || !claim?.details.claim || claim.isTemplate || !isOne) continue;
    const volumeMode = claim.details.claim.volumeMode === 'Block' ? 'Block' : 'Filesystem';
    const related = () => {
      const range = workspace.locate(claim);
      return range && { message: `PersistentVolumeClaim "${name}"`, range, uri: claim.uri };
    };
    known.set(volume.field('name').string() ?? '', { name, volumeMode, related });
  }
  // A template takes the place of a volume of the same name.
  for (const { name, nameView, spec, volumeMode } of claimsOf(context)) {
    const written = spec.field('volumeMode');
    const place = written.exists ? written : nameView;
    known.set(name, { name, volumeMode, related: () => ({ message: 'The claim template', range: place.range }) });
  }
  return known;
}
