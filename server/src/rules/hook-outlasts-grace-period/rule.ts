import { statefulSetFacts } from '../../facts/statefulSet.ts';
import type { FieldView } from '../../manifest/fieldView.ts';
import { defineRule } from '../rule.ts';

export const rule = defineRule({
  id: 'hook-outlasts-grace-period',
  summary: 'the preStop hook sleeps for all the time that the Pod has to end',
  severity: 'warning',
  kinds: ['StatefulSet'],
  words: ['preStop'],
  *check({ manifest }) {
    const { podSpec, containers, initContainers } = statefulSetFacts(manifest);
    const written = podSpec.field('terminationGracePeriodSeconds');
    const limit = written.exists ? written.integer() : defaultSeconds;
    if (!limit || limit < 0) return;
    for (const container of [...containers, ...initContainers]) {
      const sleep = sleepOf(container.at('lifecycle', 'preStop'));
      // A sleep action that is longer than the grace period is refused, and said to be so elsewhere.
      if (!sleep || sleep.seconds < limit || (sleep.isAction && sleep.seconds > limit)) continue;
      yield {
        at: sleep.at,
        message: `This sleeps ${sleep.seconds} s, and the Pod is given ${limit}: the program has 2 s left to stop; give the Pod more`,
        ...(written.exists ? { related: [{ message: 'The time that the Pod has to end', range: written.range }] } : {}),
      };
    }
  },
});

/** Kubernetes: core defaults, `DefaultTerminationGracePeriodSeconds`. */
const defaultSeconds = 30;

interface Sleep {
  readonly at: FieldView;
  readonly seconds: number;
  /** By the hook's own `sleep`, not by a command. */
  readonly isAction: boolean;
}

/** How long a hook surely takes; undefined where that cannot be read from it. */
function sleepOf(hook: FieldView): Sleep | undefined {
  const action = hook.at('sleep', 'seconds');
  const seconds = action.integer();
  if (seconds !== undefined) return { at: action, seconds, isAction: true };
  const command = hook.at('exec', 'command').items();
  const words = command.map((word) => word.text() ?? '');
  const program = words[0]?.slice(words[0].lastIndexOf('/') + 1);
  if (program === 'sleep' && words.length === 2) return asSleep(command[1]!, words[1]!);
  const isScript =
    program !== undefined && shells.includes(program) && words.length === 3 && /^-[a-z]*c$/.test(words[1]!);
  const first = isScript ? /^\s*(?:\/bin\/)?sleep ([0-9]{1,6}[sm]?)[ \t]*(?:$|\n|;|&&)/.exec(words[2]!) : undefined;
  return first ? asSleep(command[2]!, first[1]!) : undefined;
}

const shells: readonly string[] = ['sh', 'bash', 'ash', 'dash'];

function asSleep(at: FieldView, text: string): Sleep | undefined {
  const parts = /^([0-9]{1,6})([sm]?)$/.exec(text);
  if (!parts) return undefined;
  return { at, seconds: Number(parts[1]) * (parts[2] === 'm' ? 60 : 1), isAction: false };
}
