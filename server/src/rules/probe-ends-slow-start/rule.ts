import { probePatience } from '../../facts/probes.ts';
import { statefulSetFacts } from '../../facts/statefulSet.ts';
import type { FieldView } from '../../manifest/fieldView.ts';
import { type ImageFacts, imageFacts } from '../../storage/imageFacts.ts';
import { isFromMaker } from '../../storage/imageUsers.ts';
import { isStartedPlainly } from '../imageStarts.ts';
import { defineRule } from '../rule.ts';

export const rule = defineRule({
  id: 'probe-ends-slow-start',
  summary: 'a liveness or startup probe gives a program less time than its first start takes',
  severity: 'warning',
  kinds: ['StatefulSet'],
  words: ['livenessProbe', 'startupProbe'],
  *check({ manifest }) {
    for (const container of statefulSetFacts(manifest).containers) {
      const probe = firstProbe(container);
      const patience = probe && probePatience(probe);
      if (!patience) continue;
      const facts = slowStarter(container);
      const { seconds } = patience;
      if (!facts?.startSeconds || seconds >= facts.startSeconds) continue;
      // What hardly any machine can do, and what an ordinary one may not do.
      const isTooLittle = seconds * 3 <= facts.startSeconds;
      const name = String(probe.step);
      yield {
        at: { range: probe.keyRange, field: probe.path },
        severity: isTooLittle ? 'warning' : 'information',
        message: `${name} ends ${facts.product} if it does not answer ${seconds} s after its start; a first start takes about ${facts.startSeconds} s`,
      };
    }
  },
});

/** The probe that can end a container while it starts: no other one runs before a startup probe has succeeded. */
function firstProbe(container: FieldView): FieldView | undefined {
  const startup = container.field('startupProbe');
  if (startup.hasValue) return startup;
  const liveness = container.field('livenessProbe');
  return liveness.hasValue ? liveness : undefined;
}

function slowStarter(container: FieldView): ImageFacts | undefined {
  const image = container.field('image').string() ?? '';
  const facts = imageFacts(image);
  return facts?.startSeconds && isFromMaker(image) && isStartedPlainly(container, facts) ? facts : undefined;
}
