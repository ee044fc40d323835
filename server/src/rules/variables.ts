import type { Range } from '../base/range.ts';
import { addItem, yamlString } from '../manifest/edits.ts';
import type { FieldView } from '../manifest/fieldView.ts';
import type { DocumentEdit } from '../manifest/problem.ts';

/** The edit that gives a container a variable more; undefined where its list is empty or in flow style. */
export function addVariable(container: FieldView, name: string, value: string): DocumentEdit | undefined {
  const list = container.field('env').node;
  const lines = [`- name: ${name}`, `  value: ${yamlString(value)}`];
  return addItem(container.tree, container.node, { name: 'env', list, lines });
}

/** The names of the variables that a container has of its own; what `envFrom` brings is not written there. */
export function variableNames(container: FieldView): readonly string[] {
  return container
    .field('env')
    .items()
    .flatMap((variable) => variable.field('name').string() ?? []);
}

/** What a Pod can tell a container of itself: the `fieldPath`, by the names that people give to such variables. */
export const podFields: ReadonlyMap<string, string> = new Map([
  ['POD_NAME', 'metadata.name'],
  ['MY_POD_NAME', 'metadata.name'],
  ['K8S_POD_NAME', 'metadata.name'],
  ['POD_NAMESPACE', 'metadata.namespace'],
  ['MY_POD_NAMESPACE', 'metadata.namespace'],
  ['NAMESPACE', 'metadata.namespace'],
  ['POD_UID', 'metadata.uid'],
  ['POD_IP', 'status.podIP'],
  ['MY_POD_IP', 'status.podIP'],
  ['HOST_IP', 'status.hostIP'],
  ['NODE_NAME', 'spec.nodeName'],
]);

/** The lines of a variable that holds a field of the Pod, as an item of `env`. */
export function variableFromPod(name: string, fieldPath: string): readonly string[] {
  return [`- name: ${name}`, '  valueFrom:', '    fieldRef:', `      fieldPath: ${fieldPath}`];
}

/** `$(NAME)` in a text, which Kubernetes replaces by a variable of the container. */
export interface VariableReference {
  readonly name: string;
  /** With what is around the name. */
  readonly written: string;
  /** Where it stands, from the document's start. */
  place(): Range;
}

/**
 * The references in a text. Kubernetes: `third_party/forked/golang/expansion`: `$$` stands for a dollar, so that `$$(NAME)`
 * is none. What an alias stands for is right or wrong where it is written.
 */
export function* referencesIn(text: FieldView): Generator<VariableReference> {
  if (text.written !== text.node || !text.string()?.includes('$(')) return;
  for (const { 0: written, 1: name, index } of (text.source() ?? '').matchAll(references)) {
    if (name === undefined) continue;
    const place = (): Range => {
      const start = text.range.start + index;
      return { start, end: start + written.length };
    };
    yield { name, written, place };
  }
}

/** Whether a text has a variable in it: any in parentheses, or one of the container's as shells write it. */
export function holdsVariable(text: FieldView, container: FieldView): boolean {
  const written = text.string() ?? '';
  if (!written.includes('$')) return false;
  return written.includes('$(') || variableNames(container).some((name) => written.includes(`$${name}`));
}

const references = /\$\$|\$\(([-._a-zA-Z][-._a-zA-Z0-9]{0,252})\)/g;
