import { messageOf } from '../../base/failure.ts';
import { manifestsOf } from '../../manifest/manifest.ts';
import { plainJson } from '../../preview/plainJson.ts';
import { isObject, type JsonObject } from '../../rollout/json.ts';
import type { Step } from '../../rollout/steps.ts';
import { parseDocument } from '../../yaml/parse.ts';
import { UsageError } from '../command.ts';

const texts = ['deletePod', 'failPod', 'unreadyPod', 'deleteClaim'] as const;
const manifests = ['create', 'replace', 'patch'] as const;
const cascades: readonly unknown[] = ['Background', 'Foreground', 'Orphan'];

/** The steps of `--steps`: `{ "steps": [{ "step": { "create": … } }, …] }`; a `UsageError` says what is wrong with it. */
export function readSteps(text: string, name: string): readonly Step[] {
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch (error) {
    throw new UsageError(`${name} is not JSON: ${messageOf(error)}`);
  }
  const steps = isObject(data) ? data.steps : undefined;
  if (!Array.isArray(steps))
    throw new UsageError(`${name} has no list "steps", as in {"steps": [{"step": {"create": …}}]}`);
  return steps.map((entry: unknown, index) => {
    const step = isObject(entry) ? entry.step : undefined;
    const problem = isObject(step) ? problemOf(step) : 'it has no object "step"';
    if (problem !== undefined) throw new UsageError(`${name}, step ${index + 1}: ${problem}`);
    return step as unknown as Step;
  });
}

/** The first object of a YAML text, as Kubernetes reads it. Throws where it is none, with the reason. */
export function decodeManifestText(text: string): unknown {
  const document = parseDocument(text);
  const fault = document.problems.find(({ code }) => code !== 'yaml-duplicate-key');
  if (fault) throw new Error(`the manifest is not YAML: ${fault.message}`);
  const [manifest] = manifestsOf(document);
  const json = manifest && plainJson(manifest.view);
  if (json === undefined) throw new Error('the manifest is not an object');
  return json;
}

function problemOf(step: JsonObject): string | undefined {
  const verbs = Object.keys(step);
  const [verb] = verbs;
  if (verbs.length !== 1 || verb === undefined) return 'a step has exactly one key';
  const value = step[verb];
  if ((manifests as readonly string[]).includes(verb)) {
    return isObject(value) || (verb !== 'patch' && typeof value === 'string')
      ? undefined
      : `"${verb}" takes a manifest`;
  }
  if ((texts as readonly string[]).includes(verb))
    return typeof value === 'string' ? undefined : `"${verb}" takes a name`;
  if (verb === 'deleteSet')
    return cascades.includes(value) ? undefined : '"deleteSet" takes Background, Foreground or Orphan';
  return `there is no step "${verb}"; there are ${[...manifests, ...texts, 'deleteSet'].join(', ')}`;
}
