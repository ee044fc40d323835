import type { ObjectSummary } from '../../analysis/workspaceView.ts';
import { addEntry } from '../../manifest/edits.ts';
import { compareQuantities, parseQuantity } from '../../storage/quantity.ts';
import { mayBeTemplate } from '../../yaml/template.ts';
import { claimKinds, claimsOf, resolveClaim, type WrittenClaim } from '../claims.ts';
import { changeTo, relatedTo } from '../findings.ts';
import { defineRule, type Finding, type RuleContext } from '../rule.ts';
import { sizeOf } from '../sizes.ts';
import { claimNames } from '../volumesByHand.ts';
import { besides } from '../workloads.ts';

export const rule = defineRule({
  id: 'named-volume-mismatch',
  summary: 'the claim names a PersistentVolume that cannot be bound to it, by its class, size or modes',
  severity: 'warning',
  kinds: claimKinds,
  words: ['volumeName'],
  *check(context) {
    if (!context.workspace.isComplete || context.manifest.isTemplate) return;
    for (const claim of claimsOf(context)) {
      const name = claim.spec.field('volumeName').string();
      // That several claims cannot have one volume is told for itself.
      if (!name || mayBeTemplate(name) || claim.replicas > 1) continue;
      const volume = volumeNamed(name, context);
      const finding = volume && mismatch(claim, volume, context);
      if (finding) yield { ...relatedTo(volume, context.workspace), ...finding };
    }
  },
});

/** The one volume of that name beside the manifest; undefined where there are several, or it is not whole. */
function volumeNamed(name: string, context: RuleContext): ObjectSummary | undefined {
  const { workspace } = context;
  const all = workspace.named('PersistentVolume', name, undefined);
  const [volume, another] = besides(all, context);
  if (!volume || another || all.some((one) => one.isTemplate || workspace.isPatch(one.uri))) return undefined;
  return workspace.isPatch(context.uri) ? undefined : volume;
}

/**
 * Kubernetes 1.29 to 1.37: `pkg/controller/volume/persistentvolume/pv_controller.go`, `syncUnboundClaim` and
 * `checkVolumeSatisfyClaim`, which is not asked where the volume names the claim, too.
 */
function mismatch(claim: WrittenClaim, volume: ObjectSummary, context: RuleContext): Finding | undefined {
  const { claimRef } = volume.details.volume!;
  if (claimRef === undefined) {
    return sizeMismatch(claim, volume) ?? modeMismatch(claim, volume) ?? classMismatch(claim, volume, context);
  }
  if (claimNames(claim, context).includes(claimRef) || mayBeTemplate(claimRef)) return undefined;
  const message = `Volume "${volume.name}" is kept for claim "${claimRef}", so this claim stays Pending`;
  return { at: claim.spec.field('volumeName'), message };
}

function sizeMismatch(claim: WrittenClaim, { name, details }: ObjectSummary): Finding | undefined {
  const { view, quantity } = sizeOf(claim);
  const text = details.volume!.size ?? '';
  const size = parseQuantity(text);
  if (!quantity || !size || compareQuantities(size, quantity) >= 0) return undefined;
  return {
    at: view,
    message: `Volume "${name}" has ${text}, less than this, so the claim stays Pending; ask for no more`,
    fixes: () => [changeTo(view, text)],
  };
}

function modeMismatch(claim: WrittenClaim, { name, details }: ObjectSummary): Finding | undefined {
  const { accessModes, volumeMode = 'Filesystem' } = details.volume!;
  if (volumeMode !== claim.volumeMode && ['Filesystem', 'Block'].includes(volumeMode)) {
    const view = claim.spec.field('volumeMode');
    const message = `Volume "${name}" has volumeMode ${volumeMode}, so the claim stays Pending; write that here`;
    return { at: view.hasValue ? view : claim.spec.field('volumeName'), message };
  }
  if (accessModes.length === 0) return undefined;
  const missing = claim.modes.find((mode) => mode.string() !== undefined && !accessModes.includes(mode.string()!));
  if (!missing) return undefined;
  const [only, more] = accessModes;
  return {
    at: missing,
    message: `Volume "${name}" has ${accessModes.join(' and ')} alone, so the claim stays Pending`,
    fixes: () => (only === undefined || more !== undefined || claim.modes.length > 1 ? [] : [changeTo(missing, only)]),
  };
}

function classMismatch(claim: WrittenClaim, volume: ObjectSummary, context: RuleContext): Finding | undefined {
  const of = volume.details.volume!.storageClassName ?? '';
  if (mayBeTemplate(of)) return undefined;
  const whose = `Volume "${volume.name}" has ${of === '' ? 'no class' : `class "${of}"`}`;
  if (!claim.className.hasValue) return withoutClass(claim, { of, whose }, context);
  const written = claim.className.string();
  if (written === undefined || written === of || mayBeTemplate(written)) return undefined;
  return {
    at: claim.className,
    message: `${whose}, so the claim stays Pending; write the same in both`,
    fixes: () => [changeTo(claim.className, of)],
  };
}

/** A claim without a class gets the default one, where there is one, before its volume is looked at. */
function withoutClass(
  claim: WrittenClaim,
  { of, whose }: { of: string; whose: string },
  context: RuleContext,
): Finding | undefined {
  const { spec, className } = claim;
  const resolution = resolveClaim(claim, context);
  const isFound = resolution.kind === 'found';
  if (isFound ? resolution.facts.name === of : of === '' && resolution.kind === 'noDefault') return undefined;
  const isSure = isFound ? !context.isPlatformGuessed || resolution.origin !== 'platform' : false;
  const wanted = of === '' ? '""' : of;
  const effect = isFound
    ? `this claim gets default class "${resolution.facts.name}": it stays Pending`
    : of === ''
      ? 'a claim that says nothing may get a default one'
      : 'this claim has that only as the default';
  return {
    at: className.exists ? className : spec.field('volumeName'),
    message: `${whose}, and ${effect}; write storageClassName: ${wanted}`,
    ...(isSure || resolution.kind === 'noDefault' ? {} : { severity: 'information' }),
    fixes: () => {
      if (className.exists) return [changeTo(className, of)];
      const edit = addEntry(spec.tree, spec.node, [`storageClassName: ${JSON.stringify(of)}`]);
      return edit ? [{ title: `Add storageClassName: ${JSON.stringify(of)}`, isSafe: false, edits: [edit] }] : [];
    },
  };
}
