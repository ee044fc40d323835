import { load } from 'js-yaml';
import type { JsonObject } from '../../server/src/rollout/json.ts';
import type { PlayOptions, SimulatedStep, StepOutcome } from '../../server/src/rollout/simulate.ts';
import { playAll, simulate } from '../../server/src/rollout/simulate.ts';
import type { Step } from '../../server/src/rollout/steps.ts';

/** The set `web` with the image `app:1`; `spec` is laid over one replica, OrderedReady and no claims. */
export function web(spec: JsonObject = {}): JsonObject {
  return {
    apiVersion: 'apps/v1',
    kind: 'StatefulSet',
    metadata: { name: 'web' },
    spec: {
      serviceName: 'web',
      selector: { matchLabels: { app: 'web' } },
      template: { metadata: { labels: { app: 'web' } }, spec: { containers: [{ name: 'app', image: 'app:1' }] } },
      ...spec,
    },
  };
}

/** Claim templates of 1Gi with these names. */
export function claims(...names: readonly string[]): JsonObject {
  return {
    volumeClaimTemplates: names.map((name) => ({
      metadata: { name },
      spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } },
    })),
  };
}

/** A step that changes the image. */
export function image(name: string): Step {
  return change({ template: { spec: { containers: [{ name: 'app', image: name }] } } });
}

/** A step that changes the spec. */
export function change(spec: JsonObject): Step {
  return { patch: { spec } };
}

/** The traces of all steps, each as one line; a refused step is `refused`. */
export function traces(steps: readonly Step[], options: Partial<PlayOptions> = {}): readonly string[] {
  return simulate(steps, withDefaults(options)).steps.map(lineOf);
}

/** The trace of the last step as one line. */
export function lastTrace(steps: readonly Step[], options: Partial<PlayOptions> = {}): string {
  return traces(steps, options).at(-1) ?? '';
}

/** The last step's outcome. */
export function lastOutcome(steps: readonly Step[], options: Partial<PlayOptions> = {}): StepOutcome {
  const outcome = playAll(steps, withDefaults(options)).at(-1);
  if (outcome === undefined) throw new Error('there are no steps');
  return outcome;
}

/** What the controller waits for after the last step: `web-1 notReady update`. */
export function lastWaits(steps: readonly Step[], options: Partial<PlayOptions> = {}): readonly string[] {
  const waits = lastOutcome(steps, options).rests.at(-1)?.waits ?? [];
  return waits.map(({ waitsFor, because, holdsBack }) => `${waitsFor} ${because} ${holdsBack}`);
}

function withDefaults(options: Partial<PlayOptions>): PlayOptions {
  return { minor: '1.37', decodeYaml: (text) => load(text), ...options };
}

function lineOf(step: SimulatedStep): string {
  return 'refused' in step ? 'refused' : step.trace.join(', ');
}
