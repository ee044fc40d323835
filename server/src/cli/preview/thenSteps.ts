import { capitalized } from '../../base/capitalized.ts';
import { isObject, type Json, type JsonObject, listAt, textAt } from '../../rollout/json.ts';
import type { World } from '../../rollout/model.ts';
import type { Step } from '../../rollout/steps.ts';
import { meantHint, UsageError } from '../command.ts';

/** Something that is done to a set, decided by what the set is at that moment. */
export type PlannedStep = (world: World) => Step;

/** Help on what `--then` takes. */
export const thenHelp = `  scale=5             sets replicas
  image=app:2         sets the image of the first container; image=NAME=app:2 that of the container NAME
  partition=1         sets the partition of the rolling update
  max-unavailable=2   sets maxUnavailable of the rolling update; also a share, 25%
  delete-pod=web-1    deletes a Pod by hand
  fail-pod=web-1      lets all containers of a Pod end for good
  unready-pod=web-1   lets the readiness probe of a Pod fail
  delete-claim=NAME   deletes a claim by hand
  delete              deletes the set; delete=orphan leaves its Pods
  FILE                applies another manifest of the set`;

/** The step that a `--then` asks for; undefined when it can only be the name of a file. */
export function thenStep(text: string): PlannedStep | undefined {
  const equals = text.indexOf('=');
  const verb = equals < 0 ? text : text.slice(0, equals);
  const value = equals < 0 ? '' : text.slice(equals + 1);
  const make = Object.hasOwn(verbs, verb) ? verbs[verb] : undefined;
  if (make) return make(value, text);
  if (equals < 0 || /[/\\.]/.test(verb)) return undefined;
  const advice = meantHint(verb, Object.keys(verbs)) || '; --help lists them';
  throw new UsageError(`--then knows no step "${verb}"${advice}`);
}

/** What a step does, as the headline of its story. */
export function titleOf(step: Step): string {
  if ('create' in step) return 'Create the set';
  if ('replace' in step) return 'Apply the changed manifest';
  if ('patch' in step) return patchTitle(step.patch as Json);
  if ('deletePod' in step) return `Delete Pod ${step.deletePod} by hand`;
  if ('failPod' in step) return `Pod ${step.failPod} fails`;
  if ('unreadyPod' in step) return `The readiness probe of ${step.unreadyPod} fails`;
  if ('deleteClaim' in step) return `Delete claim ${step.deleteClaim} by hand`;
  return step.deleteSet === 'Orphan' ? 'Delete the set, but not its Pods' : 'Delete the set';
}

type Verb = (value: string, text: string) => PlannedStep;

const verbs: Readonly<Record<string, Verb>> = {
  scale: (value, text) => change({ replicas: wholeNumber(value, text) }),
  image: (value, text) => setImage(needed(value, text)),
  partition: (value, text) => rolling({ partition: wholeNumber(value, text) }),
  'max-unavailable': (value, text) => rolling({ maxUnavailable: numberOrShare(value, text) }),
  'delete-pod': (value, text) => always({ deletePod: needed(value, text) }),
  'fail-pod': (value, text) => always({ failPod: needed(value, text) }),
  'unready-pod': (value, text) => always({ unreadyPod: needed(value, text) }),
  'delete-claim': (value, text) => always({ deleteClaim: needed(value, text) }),
  delete: (value, text) => always({ deleteSet: cascade(value, text) }),
};

function always(step: Step): PlannedStep {
  return () => step;
}

function change(spec: JsonObject): PlannedStep {
  return always({ patch: { spec } });
}

function rolling(rollingUpdate: JsonObject): PlannedStep {
  return change({ updateStrategy: { rollingUpdate } });
}

/** A merge patch replaces lists whole, so it carries all containers. */
function setImage(value: string): PlannedStep {
  const equals = value.indexOf('=');
  const [name, image] = equals < 0 ? [undefined, value] : [value.slice(0, equals), value.slice(equals + 1)];
  return ({ set }) => {
    const containers = listAt(set?.spec.template, 'spec', 'containers');
    const index = name === undefined ? 0 : containers.findIndex((each) => textAt(each, 'name') === name);
    if (set && index < 0) {
      const names = containers.map((each) => `"${textAt(each, 'name')}"`).join(', ');
      throw new UsageError(`there is no container "${name}" for --then image=${value}; the set has ${names || 'none'}`);
    }
    const changed = containers.map((each, at) => (at === index && isObject(each) ? { ...each, image } : each));
    return { patch: { spec: { template: { spec: { containers: changed } } } } };
  };
}

function wholeNumber(value: string, text: string): number {
  if (!/^-?\d{1,15}$/.test(value))
    throw new UsageError(`--then ${text} needs a whole number, as in ${text.split('=')[0]}=3`);
  return Number(value);
}

function numberOrShare(value: string, text: string): number | string {
  return /^\d{1,3}%$/.test(value) ? value : wholeNumber(value, text);
}

function needed(value: string, text: string): string {
  if (value === '') throw new UsageError(`--then ${text} lacks what stands behind the "="`);
  return value;
}

function cascade(value: string, text: string): 'Background' | 'Foreground' | 'Orphan' {
  const choices = { '': 'Background', background: 'Background', foreground: 'Foreground', orphan: 'Orphan' } as const;
  const chosen = choices[value.toLowerCase() as keyof typeof choices];
  if (!chosen) throw new UsageError(`--then ${text} takes background, foreground or orphan`);
  return chosen;
}

function patchTitle(patch: Json): string {
  const spec = isObject(patch) && isObject(patch.spec) ? patch.spec : {};
  const parts: string[] = [];
  if (typeof spec.replicas === 'number') parts.push(`scale to ${spec.replicas}`);
  const images = listAt(spec.template, 'spec', 'containers').map((each) => textAt(each, 'image'));
  if (images.length > 0) parts.push(`set the image to ${images.join(', ')}`);
  const rollingUpdate = isObject(spec.updateStrategy) ? spec.updateStrategy.rollingUpdate : undefined;
  for (const [key, value] of Object.entries(isObject(rollingUpdate) ? rollingUpdate : {})) {
    parts.push(`set ${key} to ${JSON.stringify(value)}`);
  }
  if (parts.length === 0) return `Change ${Object.keys(spec).join(', ') || 'the set'}`;
  return capitalized(parts.join(', '));
}
