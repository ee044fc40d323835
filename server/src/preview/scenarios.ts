import type { Scenario } from '../protocol/preview.ts';
import { isObject, type Json, type JsonObject, listAt, textAt } from '../rollout/json.ts';
import type { SetSpec, World } from '../rollout/model.ts';
import type { Step } from '../rollout/steps.ts';

/** Something that somebody does, said as a sentence. */
export interface Act {
  readonly sentence: string;
  readonly step: Step;
}

/** A scenario made for one set: its headline, what is done at first, and what is done about what comes of it. */
export interface Script {
  readonly title: string;
  readonly acts: readonly Act[];
  /** What somebody does when nothing moves any more after the acts; undefined ends the scenario. */
  readonly next: (world: World, done: number) => Act | undefined;
  /** The image that never gets ready. */
  readonly brokenImage?: string;
}

/** The script of a scenario for a set that was deployed. */
export function scriptOf(scenario: Exclude<Scenario, { kind: 'deploy' }>, spec: SetSpec): Script {
  switch (scenario.kind) {
    case 'scale':
      return scale(spec, scenario.to ?? spec.replicas + 2);
    case 'update':
      return update(spec, scenario.image);
    case 'break':
      return breakAndMend(spec);
    case 'delete':
      return remove(spec, scenario.orphan === true);
  }
}

/** The tag of an image, or the beginning of its digest; empty where it has neither. */
export function tagOf(image: string): string {
  const digest = image.lastIndexOf('@');
  if (digest >= 0)
    return image
      .slice(digest + 1)
      .replace(/^sha256:/, '')
      .slice(0, 7);
  const colon = image.lastIndexOf(':');
  return colon > image.lastIndexOf('/') ? image.slice(colon + 1) : '';
}

const nothingMore = (): undefined => undefined;

function scale(spec: SetSpec, to: number): Script {
  const sentence = `You scale ${spec.name} from ${spec.replicas} to ${to}`;
  const step: Step = { patch: { spec: { replicas: to } } };
  return { title: `Scale from ${spec.replicas} to ${to}`, acts: [{ sentence, step }], next: nothingMore };
}

function update(spec: SetSpec, wanted: string | undefined): Script {
  const image = firstImage(spec);
  const next = wanted ?? withTag(image, tagOf(image) === 'next' ? 'next2' : 'next');
  const act = setImage(spec, next);
  return { title: `Update: ${image || 'the template'} → ${next}`, acts: [act], next: deleteIfAsked(spec) };
}

/** With OnDelete nothing rolls: the scenario deletes the last Pod, to show that it comes back changed. */
function deleteIfAsked(spec: SetSpec): Script['next'] {
  return ({ pods }, done) => {
    const last = pods.at(-1);
    return spec.strategy === 'OnDelete' && done === 1 && last ? deletePod(last.name) : undefined;
  };
}

function breakAndMend(spec: SetSpec): Script {
  const image = firstImage(spec);
  const broken = withTag(image, 'broken');
  const back = setImage(spec, image);
  let isMended = false;
  return {
    title: `Break: ${image || 'the template'} → ${broken}, and mend it`,
    acts: [{ ...setImage(spec, broken), sentence: `You set the image to ${broken}, which never gets ready` }],
    brokenImage: broken,
    next: (world, done) => {
      if (spec.strategy === 'OnDelete' && done === 1) return deleteIfAsked(spec)(world, done);
      if (!isMended) {
        isMended = true;
        return { ...back, sentence: `You set the image back to ${image || 'what it was'}` };
      }
      const stuck = world.pods.findLast((pod) => pod.images.includes(broken));
      return stuck && done < mostActs ? deletePod(stuck.name) : undefined;
    },
  };
}

/** With Parallel many Pods may be stuck; how they are freed is clear after some. */
const mostActs = 12;

function remove(spec: SetSpec, isOrphan: boolean): Script {
  const sentence = isOrphan
    ? `You delete ${spec.name}, but leave its Pods (--cascade=orphan)`
    : `You delete ${spec.name}`;
  const step: Step = { deleteSet: isOrphan ? 'Orphan' : 'Background' };
  return {
    title: isOrphan ? 'Delete the set, but not its Pods' : 'Delete the set',
    acts: [{ sentence, step }],
    next: nothingMore,
  };
}

function deletePod(name: string): Act {
  return { sentence: `You delete the Pod ${name} by hand`, step: { deletePod: name } };
}

function firstImage(spec: SetSpec): string {
  return textAt(listAt(spec.template, 'spec', 'containers')[0], 'image');
}

/** A merge patch replaces lists whole, so it carries all containers. */
function setImage(spec: SetSpec, image: string): Act {
  const containers = listAt(spec.template, 'spec', 'containers').map((container, index): Json => {
    return index === 0 && isObject(container) ? { ...container, image } : container;
  });
  const template: JsonObject = { spec: { containers } };
  return { sentence: `You set the image to ${image}`, step: { patch: { spec: { template } } } };
}

function withTag(image: string, tag: string): string {
  const bare = image.split('@')[0] ?? '';
  const colon = bare.lastIndexOf(':');
  return `${colon > bare.lastIndexOf('/') ? bare.slice(0, colon) : bare || 'app'}:${tag}`;
}
