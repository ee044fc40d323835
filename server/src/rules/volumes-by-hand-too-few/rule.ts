import type { ObjectSummary } from '../../analysis/workspaceView.ts';
import { driverByName } from '../../storage/drivers.ts';
import { compareQuantities, parseQuantity, type Quantity } from '../../storage/quantity.ts';
import { claimKinds, claimsOf, resolveClaim, type WrittenClaim, writtenClass } from '../claims.ts';
import { relatedTo } from '../findings.ts';
import { defineRule, type Finding, type RuleContext } from '../rule.ts';
import { sizeOf } from '../sizes.ts';
import { claimNames, fittingVolumes, hasTemplateVolumes, volumesByClassIn } from '../volumesByHand.ts';
import { besides } from '../workloads.ts';

export const rule = defineRule({
  id: 'volumes-by-hand-too-few',
  summary: 'the volumes made by hand for a class are fewer than the claims for them, or do not fit',
  severity: 'warning',
  kinds: claimKinds,
  *check(context) {
    if (!context.workspace.isComplete) return;
    const waiting = new Map<string, WrittenClaim[]>();
    for (const claim of claimsOf(context)) {
      const name = claim.className.string();
      if (!name || claim.spec.field('volumeName').hasValue || !isServedByHand(claim, context)) continue;
      const volumes = volumesBeside(name, context);
      const unmade = volumes.length === 0 ? madeByNobody(claim, context) : undefined;
      if (unmade) yield unmade;
      // A template stands for any number of volumes.
      if (volumes.length === 0 || hasTemplateVolumes(context)) continue;
      const finding = tooFew([claim], name, context);
      if (finding) yield finding;
      else waiting.set(name, [...(waiting.get(name) ?? []), claim]);
    }
    // Each may have enough, and all of them together too few.
    for (const [name, claims] of waiting) {
      const finding = claims.length > 1 && tooFew(claims, name, context);
      if (finding) yield finding;
    }
  },
});

/** Whether nothing is known that makes volumes of the class: it is of local volumes, or nobody has defined it. */
function isServedByHand(claim: WrittenClaim, context: RuleContext): boolean {
  const resolution = resolveClaim(claim, context);
  if (resolution.kind === 'unknown') return true;
  if (resolution.kind !== 'found') return false;
  const { provisioner } = resolution.facts;
  return provisioner !== undefined && driverByName(provisioner)?.provisioning === 'static';
}

/** A class of a CSI driver for which volumes are made by hand alone, and no volume of any file that could be meant. */
function madeByNobody(claim: WrittenClaim, context: RuleContext): Finding | undefined {
  const facts = writtenClass(claim, context);
  const driver = facts && driverByName(facts.provisioner ?? '');
  if (!driver?.isCsi || driver.confidence === 'unverified' || fittingVolumes(claim, facts!.name, context).length > 0) {
    return undefined;
  }
  const volumes = context.workspace.objects('PersistentVolume');
  if (volumes.some(({ details }) => details.volume?.storageClassName === facts!.name)) return undefined;
  return {
    at: claim.className,
    message: `Class "${facts!.name}" makes no volumes: ${driver.name} has them made by hand, and there is none here`,
  };
}

/** Those of the class in the manifest's folder: without any they are made elsewhere. */
function volumesBeside(className: string, context: RuleContext): readonly ObjectSummary[] {
  const volumes = besides(context.workspace.objects('PersistentVolume'), context);
  return volumesByClassIn(volumes).get(className) ?? [];
}

function tooFew(claims: readonly WrittenClaim[], name: string, context: RuleContext): Finding | undefined {
  const lists = claims.map((claim) => fittingVolumes(claim, name, context));
  const [only = [], ...others] = lists;
  const fitting = others.length === 0 ? only.length : new Set(lists.flat()).size;
  const count = claims.reduce((sum, claim) => sum + claimNames(claim, context).length, 0);
  if (fitting >= count) return undefined;
  const claim = claims.at(-1)!;
  const volumes = volumesBeside(name, context);
  const related = relatedTo(volumes[0]!, context.workspace);
  if (fitting > 0) {
    const message = `Class "${name}" has volumes made by hand: ${fitting} here for ${count} claims; the rest wait for more`;
    return { at: claim.className, message, ...related };
  }
  const promised = volumes.flatMap(({ details }) => details.volume?.claimRef ?? []);
  if (promised.length === volumes.length) {
    const [first] = claimNames(claim, context);
    const message = `The volumes of class "${name}" here are kept for other claims, as for "${promised[0]}"; this one is "${first}"`;
    return { at: claim.className, message, ...related };
  }
  const { view, text, quantity } = sizeOf(claim);
  const areSmall = quantity && volumes.every(({ details }) => isBelow(details.volume?.size, quantity));
  const lack = areSmall ? `is as large as ${text}` : 'fits by size, modes and labels';
  const message = `Class "${name}" has volumes made by hand, and none here ${lack}; claims of it stay Pending`;
  return { at: areSmall ? view : claim.className, message, ...related };
}

function isBelow(text: string | undefined, wanted: Quantity): boolean {
  const size = parseQuantity(text ?? '');
  return size !== undefined && compareQuantities(size, wanted) < 0;
}
