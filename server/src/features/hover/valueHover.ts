import { own } from '../../base/own.ts';
import { code } from '../markdown.ts';
import { concept, fieldWords } from '../texts.ts';
import { addressHover } from './addressHover.ts';
import { configKeyHover } from './configHover.ts';
import { hereLines } from './here.ts';
import { conceptLinks } from './links.ts';
import { conceptText, type OwnNames } from './ownNames.ts';
import type { HoverPlace } from './place.ts';
import { measureOf, quantityWords } from './quantities.ts';
import { renderHover } from './render.ts';
import { attributesClassHover, driverHover, modeSupportLines, storageClassHover } from './storageHover.ts';

type ValueHover = (place: HoverPlace, names: OwnNames) => string | undefined;

/** What a value means: sizes, classes, kinds, the values of enumerations. Undefined where the key's hover says all. */
export function valueHover(place: HoverPlace, names: OwnNames): string | undefined {
  for (const hover of valueHovers) {
    const text = hover(place, names);
    if (text !== undefined) return text;
  }
  return undefined;
}

const valueHovers: readonly ValueHover[] = [
  kindHover,
  storageClassHover,
  attributesClassHover,
  driverHover,
  headlessHover,
  enumHover,
  quantityHover,
  addressHover,
  configKeyHover,
];

const topicsByKind: Readonly<Record<string, string>> = {
  StatefulSet: 'statefulset',
  Service: 'headless-service',
  PersistentVolumeClaim: 'volume-claim',
  PersistentVolume: 'persistent-storage',
  StorageClass: 'storage-class',
};

/** `kind: StatefulSet`: the concept itself, and when to use it. */
function kindHover(place: HoverPlace, names: OwnNames): string | undefined {
  if (place.view.path !== 'kind') return undefined;
  const topic = own(topicsByKind, place.manifest.kind);
  if (topic === undefined) return undefined;
  return names.conditions.has('sharedAddress') ? plainServiceHover(names) : conceptHover(topic, names);
}

/** A Service that is not headless. */
function plainServiceHover(names: OwnNames): string {
  return renderHover({
    title: 'Service',
    answer: 'one address under which clients reach the Pods that it selects',
    concept: conceptText(concept('headless-service'), names),
    links: conceptLinks('headless-service'),
  });
}

/** `clusterIP: None`: what makes a Service headless. */
function headlessHover(place: HoverPlace, names: OwnNames): string | undefined {
  const isHeadless =
    place.manifest.kind === 'Service' && place.view.path === 'spec.clusterIP' && place.view.string() === 'None';
  return isHeadless ? conceptHover('headless-service', names) : undefined;
}

/** A concept page as a hover. */
function conceptHover(topic: string, names: OwnNames): string | undefined {
  const page = concept(topic);
  if (!page) return undefined;
  return renderHover({
    title: page.title,
    answer: withoutTitle(page.summary, page.title),
    concept: conceptText(page, names),
    links: conceptLinks(topic),
  });
}

/** Summaries may begin with the title and a colon; the hover has said the title already. */
function withoutTitle(summary: string, title: string): string {
  return summary.toLowerCase().startsWith(`${title.toLowerCase()}: `) ? summary.slice(title.length + 2) : summary;
}

function enumHover(place: HoverPlace, names: OwnNames): string | undefined {
  const value = place.view.text();
  if (value === undefined) return undefined;
  const { owner, field } = enumField(place);
  const words = owner === undefined ? undefined : fieldWords(owner, field);
  const meaning = words?.values?.[value];
  if (meaning === undefined) return undefined;
  const others = Object.keys(words?.values ?? {}).filter((other) => other !== value);
  return renderHover({
    title: writtenAs(value),
    note: field,
    answer: meaning,
    here: [...modeSupportLines(place), ...hereLines(place, names)],
    concept: words?.topic ? conceptText(concept(words.topic), names) : [],
    facts: others.length > 0 && others.length <= 8 ? [`Others: ${others.map(writtenCode).join(', ')}`] : [],
    links: conceptLinks(words?.topic ?? words?.see),
  });
}

/** The field that lists a value's meaning: its own, or for items of a list the list's. */
function enumField(place: HoverPlace): { owner: string | undefined; field: string } {
  if (typeof place.view.step === 'string') return { owner: place.owner?.name, field: place.view.step };
  const list = place.view.parent;
  return { owner: place.listOwner?.name, field: String(list?.step ?? '') };
}

/** A value as it is written: the empty one has to be in quotes. */
function writtenAs(value: string): string {
  return value === '' ? '""' : value;
}

function writtenCode(value: string): string {
  return code(writtenAs(value));
}

function quantityHover(place: HoverPlace, names: OwnNames): string | undefined {
  const text = place.view.text();
  const measure = measureOf(place);
  const words = text === undefined || measure === undefined ? undefined : quantityWords(text, measure);
  if (!words) return undefined;
  return renderHover({
    title: text!,
    note: measure === 'cpu' ? 'CPU' : 'quantity',
    answer: words.answer,
    here: [...words.more, ...hereLines(place, names)],
    concept: measure === 'count' ? [] : conceptText(concept('quantities'), names),
    links: conceptLinks('quantities'),
  });
}
