import { capitalized } from '../../../base/capitalized.ts';
import type { FieldView } from '../../../manifest/fieldView.ts';
import { accessModesOfClass } from '../../../storage/accessModes.ts';
import { describeAccessMode, describeLimits, describeSize } from '../../../storage/describe.ts';
import { driverByName } from '../../../storage/drivers.ts';
import type { AccessMode, ModeSupport, StorageClassFacts, VolumeMode } from '../../../storage/model.ts';
import { parseQuantity, wholeValue } from '../../../storage/quantity.ts';
import { provisionedSize, type VolumeLimits, volumeLimits } from '../../../storage/volumeLimits.ts';
import { code } from '../../markdown.ts';
import { valueWords } from '../docs.ts';
import { type ValueOffer, valueOffer } from '../offers.ts';
import { isKnown } from '../readable.ts';
import { knownText } from '../request.ts';
import type { ValueContext, ValueSources } from './context.ts';
import { classOfClaim } from './storageClasses.ts';

/** The access modes, those first that the claim's class can serve. Knows what the list holds already. */
function* accessModeOffers({ request, holder, others }: ValueContext): Generator<ValueOffer> {
  // A claim for one Pod alone can be nothing else besides.
  if (others.includes('ReadWriteOncePod')) return;
  const facts = classOfClaim(request, holder);
  const supports = facts && accessModesOfClass(facts, volumeModeOf(holder), hasDataSource(holder));
  const offers = likeliestFirst
    .filter((mode) => !others.includes(mode) && (mode !== 'ReadWriteOncePod' || others.length === 0))
    .map((mode) => ({ mode, support: supports?.find((support) => support.mode === mode) }));
  offers.sort((a, b) => supportRank(a.support) - supportRank(b.support));
  for (const { mode, support } of offers) {
    const detail = supportDetail(facts, support);
    yield valueOffer(mode, {
      ...(detail === undefined ? {} : { detail }),
      documentation: () => modeDocumentation(mode, facts, support),
    });
  }
}

/** As a StatefulSet needs them: each replica has a claim of its own, so one node or one Pod will do. */
const likeliestFirst: readonly AccessMode[] = ['ReadWriteOnce', 'ReadWriteOncePod', 'ReadWriteMany', 'ReadOnlyMany'];

function supportRank(support: ModeSupport | undefined): number {
  return ['yes', 'conditional', 'unknown', 'no'].indexOf(support?.support ?? 'unknown');
}

function supportDetail(facts: StorageClassFacts | undefined, support: ModeSupport | undefined): string | undefined {
  if (!facts || !support) return undefined;
  const who = driverByName(facts.provisioner ?? '')?.title ?? facts.provisioner ?? facts.name;
  const doubt = support.confidence === 'unverified' ? ' (not checked)' : '';
  switch (support.support) {
    case 'yes':
      return `served by ${who}${doubt}`;
    case 'conditional':
      return `${who} only ${support.condition?.text ?? ''}${doubt}`;
    case 'no':
      return `not served by ${who}${doubt}`;
    default:
      return undefined;
  }
}

function modeDocumentation(
  mode: AccessMode,
  facts: StorageClassFacts | undefined,
  support: ModeSupport | undefined,
): string {
  const detail = supportDetail(facts, support);
  return [describeAccessMode(mode), facts && detail && `Class ${code(facts.name)}: ${detail}.`]
    .filter(Boolean)
    .join('\n\n');
}

function* volumeModes({ request, holder, id }: ValueContext): Generator<ValueOffer> {
  const facts = classOfClaim(request, holder);
  for (const mode of ['Filesystem', 'Block'] as const) {
    const supports = facts && accessModesOfClass(facts, mode);
    const isRefused = supports?.every(({ support }) => support === 'no') === true;
    const who = driverByName(facts?.provisioner ?? '')?.title ?? facts?.provisioner;
    const marks = [mode === 'Filesystem' ? 'default' : undefined, isRefused ? `not served by ${who}` : undefined];
    const detail = marks.filter(Boolean).join(' · ');
    yield valueOffer(mode, {
      ...(detail === '' ? {} : { detail }),
      documentation: () => capitalized(valueWords(id, mode) ?? ''),
    });
  }
}

/** Sizes for a claim: what its driver takes, in binary units; a number that is typed gets its units. */
function* claimSizes(context: ValueContext): Generator<ValueOffer> {
  const { request, manifest, path, current, key } = context;
  if (key !== 'storage') return;
  const spec = claimSpecAround(manifest.view, path);
  const facts = classOfClaim(request, spec);
  const volumeMode = volumeModeOf(spec);
  const limits =
    facts?.provisioner === undefined ? undefined : volumeLimits(facts.provisioner, { ...facts, volumeMode });
  yield* sizes({ current, limits });
}

/** The spec of the claim or volume that a quantity belongs to. */
function claimSpecAround(root: FieldView, path: readonly (string | number)[]): FieldView {
  let view = root;
  for (const step of path.slice(0, path.lastIndexOf('spec') + 1)) {
    view = typeof step === 'string' ? view.field(step) : (view.items()[step] ?? view.field(''));
  }
  return view;
}

/** Sizes as people ask for them, within limits. */
export function* sizes({
  current,
  limits,
}: {
  current: string;
  limits?: VolumeLimits | undefined;
}): Generator<ValueOffer> {
  const typed = /^\d+/.exec(current)?.[0];
  if (typed !== undefined) {
    for (const unit of ['Gi', 'Ti', 'Mi']) {
      if (fits(typed + unit, limits)) yield sizeOffer(typed + unit, limits);
    }
  }
  const smallest = limits?.isSizeUsed === false ? undefined : limits?.minimum?.text;
  const offered = smallest === undefined || usualSizes.includes(smallest) ? usualSizes : [smallest, ...usualSizes];
  for (const text of offered) {
    const isTyped = typed !== undefined && ['Gi', 'Ti', 'Mi'].some((unit) => typed + unit === text);
    if (!isTyped && fits(text, limits)) yield sizeOffer(text, limits);
  }
}

const usualSizes: readonly string[] = ['10Gi', '1Gi', '5Gi', '20Gi', '50Gi', '100Gi', '200Gi', '500Gi', '1Ti', '2Ti'];

function fits(text: string, limits: VolumeLimits | undefined): boolean {
  if (!limits?.isSizeUsed) return true;
  const bytes = wholeValue(parseQuantity(text)!);
  if (limits.minimum && limits.minimum.confidence !== 'unverified' && bytes < limits.minimum.bytes) return false;
  return !limits.maximum || limits.maximum.confidence === 'unverified' || bytes <= limits.maximum.bytes;
}

function sizeOffer(text: string, limits: VolumeLimits | undefined): ValueOffer {
  const isSmallest = limits?.isSizeUsed && limits.minimum?.text === text;
  return valueOffer(text, {
    kind: 'unit',
    ...(isSmallest ? { detail: 'the smallest that the driver makes' } : {}),
    documentation: () => sizeDocumentation(text, limits),
  });
}

function sizeDocumentation(text: string, limits: VolumeLimits | undefined): string {
  const bytes = wholeValue(parseQuantity(text)!);
  const made = limits && provisionedSize(limits, bytes);
  const rounded = made !== undefined && made !== bytes ? 'The driver makes the volume larger than that.' : undefined;
  const range = limits && describeLimits(limits);
  return [describeSize(text), rounded, range && `${capitalized(range)}.`].filter(Boolean).join('\n\n');
}

function volumeModeOf(spec: FieldView): VolumeMode {
  return spec.field('volumeMode').string() === 'Block' ? 'Block' : 'Filesystem';
}

function hasDataSource(spec: FieldView): boolean {
  return spec.field('dataSource').hasValue || spec.field('dataSourceRef').hasValue;
}

/** VolumeAttributesClasses, those of the claim's own driver first. */
function* attributesClasses({ request, holder }: ValueContext): Generator<ValueOffer> {
  const driver = classOfClaim(request, holder)?.provisioner;
  const { cluster } = request.workspace;
  const objects = request.workspace.objects('VolumeAttributesClass').filter(({ name }) => isKnown(name));
  const own = objects.map(({ name, details }) => ({ name, driver: details.driver, origin: undefined }));
  const names = new Set(own.map(({ name }) => name));
  const others = (cluster?.attributesClasses ?? []).filter(({ name }) => !names.has(name));
  const classes = [...own, ...others.map((one) => ({ ...one, origin: `cluster ${cluster?.context}` }))];
  const fits = (one: (typeof classes)[number]) => driver === undefined || one.driver === driver;
  for (const one of [...classes.filter(fits), ...classes.filter((other) => !fits(other))]) {
    const other = fits(one) ? undefined : `another driver than ${driver}`;
    const detail = [one.driver, other, one.origin].filter(Boolean).join(' · ');
    yield valueOffer(one.name, { kind: 'class', detail });
  }
}

/** Where a new volume takes its content from. */
function* sourceNames({ request, holder, manifest }: ValueContext): Generator<ValueOffer> {
  const kind = knownText(holder.field('kind')) ?? 'VolumeSnapshot';
  const namespace = knownText(holder.field('namespace')) ?? manifest.namespace;
  for (const { name, namespace: own, details } of request.workspace.objects(kind)) {
    if (!isKnown(name) || (own !== undefined && namespace !== undefined && own !== namespace)) continue;
    const detail = details.driver ?? details.claim?.size;
    yield valueOffer(name, { kind: 'reference', ...(detail === undefined ? {} : { detail }) });
  }
}

function* sourceGroups({ holder }: ValueContext): Generator<ValueOffer> {
  if (holder.field('kind').string() !== 'PersistentVolumeClaim') {
    yield valueOffer('snapshot.storage.k8s.io', { detail: 'of a VolumeSnapshot' });
  }
}

function* volumeNames({ request, holder }: ValueContext): Generator<ValueOffer> {
  const wanted = holder.field('storageClassName').string();
  const volumes = request.workspace.objects('PersistentVolume').filter(({ name }) => isKnown(name));
  const rank = (volume: (typeof volumes)[number]) => {
    const { claimRef, storageClassName = '' } = volume.details.volume ?? {};
    return (claimRef === undefined ? 0 : 2) + (wanted === undefined || wanted === storageClassName ? 0 : 1);
  };
  for (const { name, details } of [...volumes].sort((a, b) => rank(a) - rank(b))) {
    const { claimRef, size, storageClassName } = details.volume ?? {};
    const taken = claimRef === undefined ? undefined : `meant for claim ${claimRef}`;
    const detail = [size, storageClassName, taken].filter(Boolean).join(' · ');
    yield valueOffer(name, { kind: 'reference', detail });
  }
}

/** Claims by name: those written out, and those that claim templates make. */
export function* claimNames({ request, manifest }: Pick<ValueContext, 'request' | 'manifest'>): Generator<ValueOffer> {
  const inReach = (namespace: string | undefined) =>
    namespace === undefined || manifest.namespace === undefined || namespace === manifest.namespace;
  for (const { name, namespace, details } of request.workspace.objects('PersistentVolumeClaim')) {
    if (!isKnown(name) || !inReach(namespace)) continue;
    const { accessModes: modes = [], size } = details.claim ?? {};
    yield valueOffer(name, { kind: 'reference', detail: [size, modes.join(', ')].filter(Boolean).join(' · ') });
  }
  for (const { name, namespace, details } of request.workspace.objects('StatefulSet')) {
    if (!isKnown(name) || !inReach(namespace) || !details.statefulSet) continue;
    // Each Pod has its own of them by the template's name; one that is named here would be that of all.
    if (manifest.kind === 'StatefulSet' && manifest.name === name) continue;
    const { replicas, start, claimTemplates } = details.statefulSet;
    for (const template of claimTemplates) {
      if (!isKnown(template.name)) continue;
      for (let i = 0; i < Math.min(replicas, 5); i++) {
        yield valueOffer(`${template.name}-${name}-${start + i}`, {
          kind: 'reference',
          detail: `of StatefulSet ${name}`,
        });
      }
    }
  }
}

export const claimSources: ValueSources = {
  'core.v1.PersistentVolumeClaimSpec.accessModes[]': accessModeOffers,
  'core.v1.PersistentVolumeSpec.accessModes[]': accessModeOffers,
  'core.v1.PersistentVolumeClaimSpec.volumeMode': volumeModes,
  'core.v1.PersistentVolumeSpec.volumeMode': volumeModes,
  'core.v1.VolumeResourceRequirements.requests.*': claimSizes,
  'core.v1.PersistentVolumeSpec.capacity.*': claimSizes,
  'core.v1.EmptyDirVolumeSource.sizeLimit': ({ current }) => sizes({ current }),
  'core.v1.PersistentVolumeClaimSpec.volumeAttributesClassName': attributesClasses,
  'core.v1.PersistentVolumeClaimSpec.volumeName': volumeNames,
  'core.v1.TypedLocalObjectReference.name': sourceNames,
  'core.v1.TypedObjectReference.name': sourceNames,
  'core.v1.TypedLocalObjectReference.apiGroup': sourceGroups,
  'core.v1.TypedObjectReference.apiGroup': sourceGroups,
  'core.v1.PersistentVolumeClaimVolumeSource.claimName': claimNames,
  'core.v1.ObjectReference.name': claimNames,
  'VolumeSnapshot:spec.source.persistentVolumeClaimName': claimNames,
};
