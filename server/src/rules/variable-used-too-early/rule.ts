import { statefulSetFacts } from '../../facts/statefulSet.ts';
import type { FieldView } from '../../manifest/fieldView.ts';
import { defineRule, type Finding } from '../rule.ts';

export const rule = defineRule({
  id: 'variable-used-too-early',
  summary: 'a variable is made of one that is defined below it, and keeps the reference as text',
  severity: 'warning',
  kinds: ['StatefulSet'],
  *check({ manifest }) {
    const { containers, initContainers } = statefulSetFacts(manifest);
    for (const container of [...containers, ...initContainers]) {
      // What envFrom brings is known before all of env, and its names are not written here.
      if (!container.field('envFrom').hasValue) yield* findingsOf(container.field('env').items());
    }
  },
});

function* findingsOf(variables: readonly FieldView[]): Generator<Finding> {
  const names = variables.map((variable) => variable.field('name').string());
  for (const [at, variable] of variables.entries()) {
    const value = variable.field('value');
    if (!value.string()?.includes('$(')) continue;
    for (const match of (value.source() ?? '').matchAll(reference)) {
      const name = match[1];
      // Of several variables of one name an earlier one counts here.
      const place = name === undefined ? -1 : names.indexOf(name);
      if (place <= at) continue;
      const start = value.range.start + match.index;
      const range = { start, end: start + match[0].length };
      yield {
        at: { range, field: value.path },
        message: `"${match[0]}" stays as it is: only variables above this one can be used; move "${name}" up`,
        related: [{ message: `"${name}" is defined here`, range: variables[place]!.field('name').range }],
      };
    }
  }
}

/** Kubernetes: `third_party/forked/golang/expansion`: `$$` stands for a dollar, so that `$$(NAME)` is no reference. */
const reference = /\$\$|\$\(([-._a-zA-Z][-._a-zA-Z0-9]{0,252})\)/g;
