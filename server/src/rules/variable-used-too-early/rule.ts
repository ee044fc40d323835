import { statefulSetFacts } from '../../facts/statefulSet.ts';
import type { FieldView } from '../../manifest/fieldView.ts';
import { moveItemUp } from '../../manifest/moveItem.ts';
import type { Fix } from '../../manifest/problem.ts';
import { defineRule, type Finding } from '../rule.ts';
import { references } from '../variables.ts';

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
    // What an alias stands for is right or wrong where it is written.
    if (value.written !== value.node || !value.string()?.includes('$(')) continue;
    for (const match of (value.source() ?? '').matchAll(references)) {
      const name = match[1];
      const place = name === undefined ? undefined : places.get(name);
      if (place === undefined || place <= at) continue;
      const start = value.range.start + match.index;
      const range = { start, end: start + match[0].length };
      yield {
        at: { range, field: value.path },
        message: `"${match[0]}" stays as it is: only variables above this one can be used; move "${name}" up`,
        related: [{ message: `"${name}" is defined here`, range: variables[place]!.field('name').range }],
        fixes: () => moveUp(variables, { name: name!, from: place, to: at }),
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
  const used = Array.from((variable.field('value').source() ?? '').matchAll(references), (match) => match[1]);
  const passed = variables.slice(to, from).map((each) => each.field('name').string());
  // What an anchor marks has to stand above what names it.
  const hasAnchors = /[&*][\w-]/.test(tree.text.slice(tree.start(written) - 1, tree.end(written)));
  if (hasAnchors || passed.some((each) => each !== undefined && used.includes(each))) return [];
  const edits = moveItemUp(tree, written, variables[to]!.written);
  return edits ? [{ title: `Move "${name}" up`, isSafe: false, edits }] : [];
}
