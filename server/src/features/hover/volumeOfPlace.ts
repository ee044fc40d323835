import { podSpecOf } from '../../facts/pods.ts';
import { statefulSetFacts } from '../../facts/statefulSet.ts';
import type { FieldView } from '../../manifest/fieldView.ts';
import type { HoverPlace } from './place.ts';

/** What is behind a volume, as far as it decides how long its data lives and who shares it. */
export type VolumeSource = 'scratch' | 'node' | 'files' | 'sharedClaim' | 'ephemeralClaim' | 'other';

/** The volume that a place is about. */
export interface VolumeOfPlace {
  /** Name of the claim template behind it. */
  readonly template?: string;
  /** The item of `volumes`; absent for claim templates, and for a mount that names nothing. */
  readonly volume?: FieldView;
}

/** The volume, mount or claim template that a place lies in; undefined where it lies in none. */
export function mountedVolume(place: HoverPlace): VolumeOfPlace | undefined {
  for (let view = place.view; view.parent; view = view.parent) {
    const list = view.parent.step;
    if (typeof view.step !== 'number') continue;
    if (list === 'volumeClaimTemplates') return templateOf(view.at('metadata', 'name').string());
    if (list === 'volumes') return behind(place, view.field('name').string(), view);
    if (list === 'volumeMounts' || list === 'volumeDevices') return behind(place, view.field('name').string());
  }
  return undefined;
}

/** Names of the claim templates of the place's set. */
function claimTemplateNames({ manifest }: Pick<HoverPlace, 'manifest'>): readonly string[] {
  if (manifest.kind !== 'StatefulSet') return [];
  return statefulSetFacts(manifest).claimTemplates.flatMap((one) => one.at('metadata', 'name').string() ?? []);
}

/** A claim template wins over a volume of the same name. */
function behind(place: HoverPlace, name: string | undefined, written?: FieldView): VolumeOfPlace {
  if (name !== undefined && claimTemplateNames(place).includes(name)) return templateOf(name);
  const volume =
    written ??
    podSpecOf(place.manifest)
      .field('volumes')
      .items()
      .find((one) => name !== undefined && one.field('name').string() === name);
  return volume ? { volume } : {};
}

function templateOf(name: string | undefined): VolumeOfPlace {
  return { template: name ?? '' };
}

const sources: Readonly<Record<string, VolumeSource>> = {
  emptyDir: 'scratch',
  hostPath: 'node',
  configMap: 'files',
  secret: 'files',
  projected: 'files',
  downwardAPI: 'files',
  image: 'files',
  persistentVolumeClaim: 'sharedClaim',
  ephemeral: 'ephemeralClaim',
};

/** What is behind an item of `volumes`; undefined where that is not written. */
export function volumeSource(volume: FieldView): VolumeSource | undefined {
  const keys = volume.entries().map(({ name }) => name);
  const known = keys.find((key) => Object.hasOwn(sources, key));
  if (known !== undefined) return sources[known];
  return keys.some((key) => key !== 'name') ? 'other' : undefined;
}
