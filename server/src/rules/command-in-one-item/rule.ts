import { statefulSetFacts } from '../../facts/statefulSet.ts';
import { commandText } from '../../manifest/commandText.ts';
import { dashOf, quotedLike } from '../../manifest/edits.ts';
import type { FieldView } from '../../manifest/fieldView.ts';
import { columnOf } from '../../manifest/places.ts';
import type { Fix } from '../../manifest/problem.ts';
import { lineBreak } from '../../text/textLines.ts';
import { NodeStyle } from '../../yaml/tree.ts';
import { defineRule } from '../rule.ts';

export const rule = defineRule({
  id: 'command-in-one-item',
  summary: 'a program and its arguments are one item of a command, which is looked for as one program',
  severity: 'warning',
  kinds: ['StatefulSet'],
  words: ['command'],
  *check({ manifest }) {
    const { podSpec, containers, initContainers } = statefulSetFacts(manifest);
    // Windows joins a command to one line again.
    if (podSpec.at('os', 'name').string() === 'windows') return;
    for (const container of [...containers, ...initContainers]) {
      for (const { command, effect } of commandsOf(container)) {
        const [first, ...others] = command.items();
        const text = first?.string();
        if (!first || text === undefined || !isCommandLine(text)) continue;
        const isForShell = commandText(text).needsShell && others.length === 0;
        const advice = isForShell ? 'run it by sh -c' : 'make each word an item';
        yield {
          at: first,
          message: `${effect}: all of this is taken for the name of one program; ${advice}`,
          fixes: () => fixes(first, { text, isOnly: others.length === 0 }),
        };
      }
    }
  },
});

interface Command {
  readonly command: FieldView;
  readonly effect: string;
}

/**
 * The commands that run without a shell. A probe that cannot be run is no failed one: the kubelet throws its result away
 * (`pkg/kubelet/prober/worker.go`, `doProbe`), so that a container is never ready, and never ended where it should be.
 */
function* commandsOf(container: FieldView): Generator<Command> {
  yield { command: container.field('command'), effect: 'The container does not start' };
  for (const probe of ['startupProbe', 'livenessProbe', 'readinessProbe']) {
    yield { command: container.at(probe, 'exec', 'command'), effect: 'The probe never succeeds' };
  }
  for (const hook of ['postStart', 'preStop']) {
    yield { command: container.at('lifecycle', hook, 'exec', 'command'), effect: 'The hook always fails' };
  }
}

/**
 * Whether a text is surely a program with arguments. No shell takes it apart: the container runtime looks for a file of
 * that name. Such a file may have a blank in its name, or lie in a folder with one (`/opt/my app/run`).
 */
function isCommandLine(text: string): boolean {
  const [program = '', second = ''] = text.split(/[ \t]/, 2);
  if (program === text || text.trim() !== text || text.includes('\n') || !/^[\w./-]*\w$/.test(program)) return false;
  return !program.includes('/') || second.lastIndexOf('/') <= 0 || /^[/.-]/.test(second);
}

function fixes(item: FieldView, { text, isOnly }: { text: string; isOnly: boolean }): readonly Fix[] {
  const { tree, written, node } = item;
  const style = tree.style(node);
  const isBlockText = style === NodeStyle.literal || style === NodeStyle.folded;
  if (written !== node || isBlockText) return [];
  const { words, needsShell } = commandText(text);
  if (!needsShell) return [split(item, words, 'Make each word an item')];
  // What stands behind would be the script's own arguments.
  return isOnly ? [split(item, ['sh', '-c', text], 'Run it by sh -c')] : [];
}

function split({ tree, node, range }: FieldView, words: readonly string[], title: string): Fix {
  const isFlow = tree.style(tree.parent(node)) === NodeStyle.flow;
  const separator = isFlow ? ', ' : `${lineBreak(tree.text)}${' '.repeat(columnOf(tree.text, dashOf(tree, node)))}- `;
  const newText = words.map((word) => quotedLike(tree, node, word)).join(separator);
  return { title, isSafe: false, edits: [{ ...range, newText }] };
}
