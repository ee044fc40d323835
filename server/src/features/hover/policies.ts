import { percentOf } from '../../base/percent.ts';
import { statefulSetFacts } from '../../facts/statefulSet.ts';
import type { FieldView } from '../../manifest/fieldView.ts';
import type { Manifest } from '../../manifest/manifest.ts';
import { isGateOn } from '../../schema/gates.ts';
import type { Minor } from '../../schema/minor.ts';

/** What a set has decided, with defaults filled in; undefined where the manifest does not tell, as in a template. */
export interface Policies {
  readonly replicas: number | undefined;
  /** Ordinal of the first Pod. */
  readonly start: number | undefined;
  readonly order: 'OrderedReady' | 'Parallel' | undefined;
  readonly strategy: 'RollingUpdate' | 'OnDelete' | 'Recreate' | undefined;
  readonly partition: number | undefined;
  /** Pods that an update may take down together, where the server looks at that. */
  readonly most: number | undefined;
  readonly whenScaled: 'Retain' | 'Delete' | undefined;
  readonly whenDeleted: 'Retain' | 'Delete' | undefined;
  readonly hasClaims: boolean | undefined;
  readonly hasService: boolean | undefined;
  /** Whether the Service that it names is in the workspace, and is such that it gives the Pods no names. */
  readonly isServiceSilent: boolean;
  /** Whether the hostname inside the Pod is the Pod's name. */
  readonly isHostnamePodName: boolean | undefined;
}

/** Policies of a set of which nothing is known. */
export const unknownPolicies: Policies = {
  replicas: undefined,
  start: undefined,
  order: undefined,
  strategy: undefined,
  partition: undefined,
  most: undefined,
  whenScaled: undefined,
  whenDeleted: undefined,
  hasClaims: undefined,
  hasService: undefined,
  isServiceSilent: false,
  isHostnamePodName: undefined,
};

/** Policies of the set that pages without a manifest speak of: three Pods and every default. */
export const samplePolicies: Policies = {
  replicas: 3,
  start: 0,
  order: 'OrderedReady',
  strategy: 'RollingUpdate',
  partition: 0,
  most: 1,
  whenScaled: 'Retain',
  whenDeleted: 'Retain',
  hasClaims: true,
  hasService: true,
  isServiceSilent: false,
  isHostnamePodName: true,
};

/** Whether all of the object is there, or a part: a template and a patch leave open what they do not write. */
export type Extent = 'whole' | 'part';

/** The policies of a StatefulSet manifest for clusters of a minor. */
export function policiesOf(manifest: Manifest, minor: Minor, extent: Extent): Omit<Policies, 'isServiceSilent'> {
  const isPart = extent === 'part';
  const { spec, podSpec, serviceName, claimTemplates } = statefulSetFacts(manifest);
  const read = new Reader(isPart);
  const strategy = spec.field('updateStrategy');
  const retention = spec.field('persistentVolumeClaimRetentionPolicy');
  const replicas = read.count(spec.field('replicas'), 1);
  return {
    replicas,
    start: read.count(spec.at('ordinals', 'start'), 0),
    order: read.word(spec.field('podManagementPolicy'), ['OrderedReady', 'Parallel']),
    strategy: read.word(strategy.field('type'), ['RollingUpdate', 'OnDelete', 'Recreate']),
    partition: read.count(strategy.at('rollingUpdate', 'partition'), 0),
    most: isGateOn('MaxUnavailableStatefulSet', minor)
      ? mostOf(read, strategy.at('rollingUpdate', 'maxUnavailable'), replicas)
      : 1,
    whenScaled: read.word(retention.field('whenScaled'), ['Retain', 'Delete']),
    whenDeleted: read.word(retention.field('whenDeleted'), ['Retain', 'Delete']),
    hasClaims: claimTemplates.length > 0 || (isPart ? undefined : false),
    hasService: serviceName.hasValue ? serviceName.string() !== '' : isPart ? undefined : false,
    isHostnamePodName: isPart ? undefined : isHostnameKept(podSpec),
  };
}

/** Reads values with their defaults. In a part of a set, a field that is not seen may be written all the same. */
class Reader {
  readonly isPart: boolean;
  constructor(isPart: boolean) {
    this.isPart = isPart;
  }

  count(view: FieldView, standard: number): number | undefined {
    if (!view.hasValue) return this.isPart ? undefined : standard;
    const value = view.integer();
    return value === undefined || value < 0 ? undefined : value;
  }

  word<Word extends string>(view: FieldView, words: readonly [Word, ...Word[]]): Word | undefined {
    if (!view.hasValue) return this.isPart ? undefined : words[0];
    return words.find((word) => word === view.string());
  }
}

/** A percentage is rounded down, to one Pod at least (getStatefulSetMaxUnavailable). */
function mostOf(read: Reader, view: FieldView, replicas: number | undefined): number | undefined {
  const percent = percentOf(view.string() ?? '');
  if (percent === undefined) return Math.max(1, read.count(view, 1) ?? 1);
  return replicas === undefined ? undefined : Math.max(1, Math.floor((percent * replicas) / 100));
}

function isHostnameKept(podSpec: FieldView): boolean {
  const isTaken =
    podSpec.field('hostNetwork').boolean() === true || podSpec.field('setHostnameAsFQDN').boolean() === true;
  return !isTaken && !podSpec.field('hostnameOverride').hasValue;
}
