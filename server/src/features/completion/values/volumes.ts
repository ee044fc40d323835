import { podTemplateOf } from '../../../facts/pods.ts';
import type { FieldView } from '../../../manifest/fieldView.ts';
import { describeImage } from '../../../storage/describe.ts';
import { directoriesToMount, imageFacts } from '../../../storage/imageFacts.ts';
import { type ValueOffer, valueOffer } from '../offers.ts';
import { knownText } from '../request.ts';
import type { ValueContext, ValueSources } from './context.ts';

/** A volume that containers can mount. */
export interface MountableVolume {
  readonly name: string;
  /** What it is: `claim template`, `configMap app`, `emptyDir`. */
  readonly source: string;
  readonly isClaimTemplate: boolean;
  /** A raw device, which is no directory. */
  readonly isBlock: boolean;
}

/** The volumes of the Pods that a manifest makes: claim templates first, then `volumes` that none of them hides. */
export function mountableVolumes({ manifest }: Pick<ValueContext, 'manifest'>): readonly MountableVolume[] {
  const templates = manifest.kind === 'StatefulSet' ? manifest.view.at('spec', 'volumeClaimTemplates').items() : [];
  const found: MountableVolume[] = [];
  const add = (volume: MountableVolume) => {
    if (!found.some(({ name }) => name === volume.name)) found.push(volume);
  };
  for (const template of templates) {
    const name = knownText(template.at('metadata', 'name'));
    if (name === undefined) continue;
    const size = knownText(template.at('spec', 'resources', 'requests', 'storage'));
    const source = size === undefined ? 'claim template' : `claim template · ${size}`;
    add({ name, source, isClaimTemplate: true, isBlock: template.at('spec', 'volumeMode').string() === 'Block' });
  }
  for (const volume of podTemplateOf(manifest).at('spec', 'volumes').items()) {
    const name = knownText(volume.field('name'));
    if (name !== undefined) add({ name, source: sourceOf(volume), isClaimTemplate: false, isBlock: false });
  }
  return found;
}

function sourceOf(volume: FieldView): string {
  const source = volume.entries().find(({ name }) => name !== 'name');
  if (!source) return 'volume';
  const name = ['name', 'secretName', 'claimName', 'path', 'driver'].map((field) =>
    knownText(source.value.field(field)),
  );
  return [source.name, name.find((text) => text !== undefined)].filter(Boolean).join(' ');
}

/** The container that a field lies in; a view of nothing outside of containers. */
function containerOf({ manifest, path }: ValueContext): FieldView {
  const list = path.findIndex((step) => containerLists.includes(String(step)));
  let view: FieldView = manifest.view;
  for (const step of path.slice(0, list + 2)) {
    view = typeof step === 'string' ? view.field(step) : (view.items()[step] ?? view.field(''));
  }
  return list < 0 ? view.field('') : view;
}

const containerLists: readonly string[] = ['containers', 'initContainers', 'ephemeralContainers'];

/** Names for a mount or a device: what this container lacks first, what fits the volume's mode before what does not. */
function* mountNames(context: ValueContext): Generator<ValueOffer> {
  const container = containerOf(context);
  const isDevice = context.id === 'core.v1.VolumeDevice.name';
  const mounted = new Set(
    ['volumeMounts', 'volumeDevices'].flatMap((list) =>
      container
        .field(list)
        .items()
        .flatMap((mount) => (mount.node === context.holder.node ? [] : (mount.field('name').string() ?? []))),
    ),
  );
  const volumes = mountableVolumes(context).filter(({ isClaimTemplate }) => !isDevice || isClaimTemplate);
  const rank = ({ name, isBlock }: MountableVolume) => (isBlock === isDevice ? 0 : 2) + (mounted.has(name) ? 1 : 0);
  for (const volume of [...volumes].sort((a, b) => rank(a) - rank(b))) {
    const { name, source, isBlock } = volume;
    const misfit = isBlock === isDevice ? undefined : isBlock ? 'a raw device' : 'no raw device';
    const detail = [source, misfit, mounted.has(name) ? 'mounted already' : undefined].filter(Boolean).join(' · ');
    yield valueOffer(name, { kind: 'reference', detail });
  }
}

/** Directories: where the image keeps its data, then where other containers mount the same volume. */
function* mountPaths(context: ValueContext): Generator<ValueOffer> {
  const container = containerOf(context);
  const { holder } = context;
  const volume = knownText(holder.field('name'));
  const taken = new Set(
    container
      .field('volumeMounts')
      .items()
      .flatMap((mount) => (mount.node === holder.node ? [] : (mount.field('mountPath').string() ?? []))),
  );
  const seen = new Set(taken);
  const isData = mountableVolumes(context).some(({ name, isClaimTemplate }) => name === volume && isClaimTemplate);
  const image = imageFacts(knownText(container.field('image')) ?? '');
  const dataDirs = directoriesToMount(image);
  const ofImage = dataDirs
    .filter((dir) => !seen.has(dir))
    .map((dir) =>
      valueOffer(dir, {
        detail: `data of ${image!.product}`,
        documentation: () => `${describeImage(image!)}.`,
      }),
    );
  if (isData || volume === undefined) yield* once(ofImage, seen);
  yield* once(pathsElsewhere(context, volume), seen);
  yield* once(ofImage, seen);
  yield* once(
    ['/data', '/config', '/tmp'].map((path) => valueOffer(path)),
    seen,
  );
}

function* once(offers: Iterable<ValueOffer>, seen: Set<string>): Generator<ValueOffer> {
  for (const offer of offers) {
    if (seen.has(offer.value)) continue;
    seen.add(offer.value);
    yield offer;
  }
}

function* pathsElsewhere({ manifest, holder }: ValueContext, volume: string | undefined): Generator<ValueOffer> {
  const spec = podTemplateOf(manifest).field('spec');
  for (const container of containerLists.flatMap((list) => spec.field(list).items())) {
    for (const mount of container.field('volumeMounts').items()) {
      const path = knownText(mount.field('mountPath'));
      if (mount.node === holder.node || path === undefined || mount.field('name').string() !== volume) continue;
      yield valueOffer(path, { detail: `as in ${knownText(container.field('name')) ?? 'another container'}` });
    }
  }
}

/** Names that containers mount and that nothing declares yet. */
export function undeclaredVolumes({ manifest }: Pick<ValueContext, 'manifest'>): readonly string[] {
  const declared = new Set(mountableVolumes({ manifest }).map(({ name }) => name));
  const spec = podTemplateOf(manifest).field('spec');
  const names = containerLists
    .flatMap((list) => spec.field(list).items())
    .flatMap((container) => [...container.field('volumeMounts').items(), ...container.field('volumeDevices').items()])
    .flatMap((mount) => knownText(mount.field('name')) ?? []);
  return [...new Set(names)].filter((name) => !declared.has(name));
}

function* volumeNames(context: ValueContext): Generator<ValueOffer> {
  for (const name of undeclaredVolumes(context)) {
    if (name !== context.current) yield valueOffer(name, { kind: 'reference', detail: 'mounted, not declared yet' });
  }
}

/** Names of a claim template: what is mounted and lacks a volume, then the usual one. */
export function* claimTemplateNames(context: ValueContext): Generator<ValueOffer> {
  yield* volumeNames(context);
  const names = mountableVolumes(context).map(({ name }) => name);
  if (!names.includes('data') && !undeclaredVolumes(context).includes('data')) yield valueOffer('data');
}

function* devicePaths(context: ValueContext): Generator<ValueOffer> {
  const name = knownText(context.holder.field('name')) ?? 'data';
  yield valueOffer(`/dev/${name}`, { detail: 'a path of your choice' });
  yield valueOffer('/dev/xvda', { detail: 'a path of your choice' });
}

export const volumeSources: ValueSources = {
  'core.v1.VolumeMount.name': mountNames,
  'core.v1.VolumeDevice.name': mountNames,
  'core.v1.VolumeMount.mountPath': mountPaths,
  'core.v1.VolumeDevice.devicePath': devicePaths,
  'core.v1.Volume.name': volumeNames,
};
