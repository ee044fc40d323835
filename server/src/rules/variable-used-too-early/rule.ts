import { statefulSetFacts } from '../../facts/statefulSet.ts';
import type { FieldView } from '../../manifest/fieldView.ts';
import { moveItemUp } from '../../manifest/moveItem.ts';
import type { Fix } from '../../manifest/problem.ts';
import { defineRule, type Finding } from '../rule.ts';
import { referencesIn } from '../variables.ts';

export const rule = defineRule({
  id: 'variable-used-too-early',
  summary: 'a variable is made of one that is defined below it, and keeps the reference as text',
  severity: 'warning',
  kinds: ['StatefulSet'],
  words: ['$('],
  *check({ manifest }) {
    const { containers, initContainers } = statefulSetFacts(manifest);
    for (const container of [...containers, ...initContainers]) {
      // What envFrom brings is known before all of env, and its names are not written here.
      if (!container.field('envFrom').hasValue) yield* findingsOf(container.field('env').items());
    }
  },
});

function* findingsOf(variables: readonly FieldView[]): Generator<Finding> {
  const places = firstPlaces(variables);
  for (const [at, variable] of variables.entries()) {
    const value = variable.field('value');
    for (const { name, written, place } of referencesIn(value)) {
      const definedAt = places.get(name);
      if (definedAt === undefined || definedAt <= at) continue;
      yield {
        at: { range: place(), field: value.path },
        message: `"${written}" stays as it is: only variables above this one can be used; move "${name}" up`,
        related: [{ message: `"${name}" is defined here`, range: variables[definedAt]!.field('name').range }],
        fixes: () => moveUp(variables, { name, from: definedAt, to: at }),
      };
    }
  }
}

/** Where each name is first defined: of several variables of one name an earlier one counts here. */
function firstPlaces(variables: readonly FieldView[]): ReadonlyMap<string, number> {
  const places = new Map<string, number>();
  for (const [at, variable] of variables.entries()) {
    const name = variable.field('name').string();
    if (name !== undefined && !places.has(name)) places.set(name, at);
  }
  return places;
}

/** Moves a variable above one that uses it, unless it would lose sight of others that it uses itself. */
function moveUp(
  variables: readonly FieldView[],
  { name, from, to }: { name: string; from: number; to: number },
): readonly Fix[] {
  const variable = variables[from]!;
  const { tree, written } = variable;
  const used = Array.from(referencesIn(variable.field('value')), (reference) => reference.name);
  const passed = variables.slice(to, from).map((each) => each.field('name').string());
  // What an anchor marks has to stand above what names it.
  const hasAnchors = /[&*][\w-]/.test(tree.text.slice(tree.start(written) - 1, tree.end(written)));
  if (hasAnchors || passed.some((each) => each !== undefined && used.includes(each))) return [];
  const edits = moveItemUp(tree, written, variables[to]!.written);
  return edits ? [{ title: `Move "${name}" up`, isSafe: false, edits }] : [];
}
