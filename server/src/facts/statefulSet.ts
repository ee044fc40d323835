import { memoize } from '../base/memoize.ts';
import type { FieldView } from '../manifest/fieldView.ts';
import type { Manifest } from '../manifest/manifest.ts';

/** The places of a StatefulSet that rules and features keep coming back to; each may be absent. */
export interface StatefulSetFacts {
  readonly spec: FieldView;
  readonly serviceName: FieldView;
  readonly template: FieldView;
  readonly podSpec: FieldView;
  readonly podLabels: Readonly<Record<string, string>>;
  /** Containers, then init containers: each with its name, if it has one. */
  readonly containers: readonly FieldView[];
  readonly initContainers: readonly FieldView[];
  readonly volumes: readonly FieldView[];
  readonly claimTemplates: readonly FieldView[];
  /** Number of Pods asked for; 1 where it is not written or no number. */
  readonly replicas: number;
  /** Ordinal of the first Pod. */
  readonly start: number;
}

/** The facts of a StatefulSet manifest, computed once per manifest. Of other kinds the views are of nothing. */
export const statefulSetFacts = memoize(({ view }: Manifest): StatefulSetFacts => {
  const spec = view.field('spec');
  const template = spec.field('template');
  const podSpec = template.field('spec');
  return {
    spec,
    serviceName: spec.field('serviceName'),
    template,
    podSpec,
    podLabels: Object.fromEntries(template.at('metadata', 'labels').stringMap()),
    containers: podSpec.field('containers').items(),
    initContainers: podSpec.field('initContainers').items(),
    volumes: podSpec.field('volumes').items(),
    claimTemplates: spec.field('volumeClaimTemplates').items(),
    replicas: Math.max(0, spec.field('replicas').integer() ?? 1),
    start: Math.max(0, spec.at('ordinals', 'start').integer() ?? 0),
  };
});

/** Name of the Pod of an ordinal. */
export function podName(set: string, ordinal: number): string {
  return `${set}-${ordinal}`;
}

/** Name of the claim that a claim template makes for the Pod of an ordinal. */
export function claimName(template: string, set: string, ordinal: number): string {
  return `${template}-${set}-${ordinal}`;
}
