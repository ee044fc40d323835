import type { RuleId } from '../ruleSeverities.ts';

/** What the page of a rule says. The examples are whole objects and run as tests. */
export interface RuleDoc {
  readonly id: RuleId;
  /** One line for lists. */
  readonly summary: string;
  readonly why: string;
  readonly fix: string;
  /** YAML in which the rule finds something. */
  readonly bad: string;
  /** The same repaired. */
  readonly good: string;
}

/** What an example says beyond the smallest StatefulSet: YAML at indentation 0, put in its place. */
export interface ExampleParts {
  readonly apiVersion?: string;
  readonly kind?: string;
  readonly name?: string;
  /** Entries of `spec`, behind the usual ones. */
  readonly spec?: string;
  /** Instead of the usual selector and template labels. */
  readonly selector?: string;
  readonly labels?: string;
  /** Entries of the Pod's `spec`, in front of the containers. */
  readonly pod?: string;
  /** Entries of the container, behind name and image. */
  readonly container?: string;
}

/** A small StatefulSet with these parts. */
export function statefulSet(parts: ExampleParts = {}): string {
  const selector = parts.selector ?? 'selector:\n  matchLabels:\n    app: web';
  const labels = parts.labels ?? 'labels:\n  app: web';
  const lines = [
    `apiVersion: ${parts.apiVersion ?? 'apps/v1'}`,
    `kind: ${parts.kind ?? 'StatefulSet'}`,
    'metadata:',
    `  name: ${parts.name ?? 'web'}`,
    'spec:',
    '  serviceName: web',
    ...at(2, selector),
    '  template:',
    '    metadata:',
    ...at(6, labels),
    '    spec:',
    ...at(6, parts.pod),
    '      containers:',
    '        - name: app',
    '          image: nginx:1.29',
    ...at(10, parts.container),
    ...at(2, parts.spec),
  ];
  return `${lines.join('\n')}\n`;
}

/** The spec entry of one claim template called `data`. */
export function claimTemplate(spec: string): string {
  return ['volumeClaimTemplates:', '  - metadata:', '      name: data', '    spec:', ...at(6, spec)].join('\n');
}

function at(indent: number, text: string | undefined): string[] {
  return text === undefined || text === '' ? [] : text.split('\n').map((line) => ' '.repeat(indent) + line);
}
