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

/** The facts of a StatefulSet manifest, each computed once when first asked for. Of other kinds the views are of nothing. */
export const statefulSetFacts = memoize((manifest: Manifest): StatefulSetFacts => new Facts(manifest));

/** Each fact stands for itself: who asks for one of them has looked at nothing else. */
class Facts implements StatefulSetFacts {
  private readonly manifest: Manifest;

  constructor(manifest: Manifest) {
    this.manifest = manifest;
  }

  get spec(): FieldView {
    return specOf(this.manifest);
  }

  get serviceName(): FieldView {
    return this.spec.field('serviceName');
  }

  get template(): FieldView {
    return this.spec.field('template');
  }

  get podSpec(): FieldView {
    return podSpecOf(this.manifest);
  }

  get podLabels(): Readonly<Record<string, string>> {
    return podLabelsOf(this.manifest);
  }

  get containers(): readonly FieldView[] {
    return containersOf(this.manifest);
  }

  get initContainers(): readonly FieldView[] {
    return initContainersOf(this.manifest);
  }

  get volumes(): readonly FieldView[] {
    return volumesOf(this.manifest);
  }

  get claimTemplates(): readonly FieldView[] {
    return claimTemplatesOf(this.manifest);
  }

  get replicas(): number {
    return Math.max(0, this.spec.field('replicas').integer() ?? 1);
  }

  get start(): number {
    return Math.max(0, this.spec.at('ordinals', 'start').integer() ?? 0);
  }
}

const specOf = memoize(({ view }: Manifest) => view.field('spec'));
const podSpecOf = memoize((manifest: Manifest) => specOf(manifest).at('template', 'spec'));
const podLabelsOf = memoize((manifest: Manifest) =>
  Object.fromEntries(specOf(manifest).at('template', 'metadata', 'labels').stringMap()),
);
const containersOf = memoize((manifest: Manifest) => podSpecOf(manifest).field('containers').items());
const initContainersOf = memoize((manifest: Manifest) => podSpecOf(manifest).field('initContainers').items());
const volumesOf = memoize((manifest: Manifest) => podSpecOf(manifest).field('volumes').items());
const claimTemplatesOf = memoize((manifest: Manifest) => specOf(manifest).field('volumeClaimTemplates').items());

/** Name of the Pod of an ordinal. */
export function podName(set: string, ordinal: number): string {
  return `${set}-${ordinal}`;
}

/** Name of the claim that a claim template makes for the Pod of an ordinal. */
export function claimName(template: string, set: string, ordinal: number): string {
  return `${template}-${set}-${ordinal}`;
}
