import { memoize } from '../base/memoize.ts';
import { Remembering } from '../base/memory.ts';
import { isNoting } from '../base/reads.ts';
import type { FieldView } from '../manifest/fieldView.ts';
import type { Manifest } from '../manifest/manifest.ts';

/** The places of a StatefulSet that rules and features keep coming back to; each may be absent. */
export interface StatefulSetFacts {
  readonly spec: FieldView;
  readonly serviceName: FieldView;
  readonly template: FieldView;
  readonly podSpec: FieldView;
  readonly podLabels: Readonly<Record<string, string>>;
  /** Those that run side by side; init containers are not among them. */
  readonly containers: readonly FieldView[];
  readonly initContainers: readonly FieldView[];
  readonly volumes: readonly FieldView[];
  readonly claimTemplates: readonly FieldView[];
  /** Number of Pods asked for; 1 where it is not written or no number. */
  readonly replicas: number;
  /** Ordinal of the first Pod. */
  readonly start: number;
}

/** The facts of a StatefulSet manifest, lists computed once when first asked for. Of other kinds the views are of nothing. */
export const statefulSetFacts = memoize(({ view }: Manifest): StatefulSetFacts => new Facts(view));

/** Each fact stands for itself: who asks for one of them has looked at nothing else. */
class Facts extends Remembering implements StatefulSetFacts {
  readonly #object: FieldView;
  // Views are the same each time; who has his looks noted looks for them each time.
  #spec: FieldView | undefined;
  #template: FieldView | undefined;
  #podSpec: FieldView | undefined;

  constructor(object: FieldView) {
    super();
    this.#object = object;
  }

  get spec(): FieldView {
    if (!isNoting() && this.#spec !== undefined) return this.#spec;
    this.#spec = this.#object.field('spec');
    return this.#spec;
  }

  get serviceName(): FieldView {
    return this.spec.field('serviceName');
  }

  get template(): FieldView {
    if (!isNoting() && this.#template !== undefined) return this.#template;
    this.#template = this.spec.field('template');
    return this.#template;
  }

  get podSpec(): FieldView {
    if (!isNoting() && this.#podSpec !== undefined) return this.#podSpec;
    this.#podSpec = this.template.field('spec');
    return this.#podSpec;
  }

  get podLabels(): Readonly<Record<string, string>> {
    return podLabelsOf(this);
  }

  get containers(): readonly FieldView[] {
    return containersOf(this);
  }

  get initContainers(): readonly FieldView[] {
    return initContainersOf(this);
  }

  get volumes(): readonly FieldView[] {
    return volumesOf(this);
  }

  get claimTemplates(): readonly FieldView[] {
    return claimTemplatesOf(this);
  }

  get replicas(): number {
    return Math.max(0, this.spec.field('replicas').integer() ?? 1);
  }

  get start(): number {
    return Math.max(0, this.spec.at('ordinals', 'start').integer() ?? 0);
  }
}

const podLabelsOf = memoize((facts: Facts) => Object.fromEntries(facts.template.at('metadata', 'labels').stringMap()));
const containersOf = memoize((facts: Facts) => facts.podSpec.field('containers').items());
const initContainersOf = memoize((facts: Facts) => facts.podSpec.field('initContainers').items());
const volumesOf = memoize((facts: Facts) => facts.podSpec.field('volumes').items());
const claimTemplatesOf = memoize((facts: Facts) => facts.spec.field('volumeClaimTemplates').items());

/** Name of the Pod of an ordinal. */
export function podName(set: string, ordinal: number): string {
  return `${set}-${ordinal}`;
}

/** Name of the claim that a claim template makes for the Pod of an ordinal. */
export function claimName(template: string, set: string, ordinal: number): string {
  return `${template}-${set}-${ordinal}`;
}
