import { securityField } from '../../facts/securityContext.ts';
import { statefulSetFacts } from '../../facts/statefulSet.ts';
import { addEntry } from '../../manifest/edits.ts';
import type { FieldView } from '../../manifest/fieldView.ts';
import type { Fix } from '../../manifest/problem.ts';
import { type ImageFacts, imageFacts } from '../../storage/imageFacts.ts';
import { isInRange, parseImage } from '../../storage/imageTags.ts';
import { hasOtherIds, sureUser } from '../../storage/imageUsers.ts';
import { isStartedPlainly } from '../imageStarts.ts';
import { defineRule } from '../rule.ts';
import { setSecurityField } from '../securityFixes.ts';

export const rule = defineRule({
  id: 'image-cannot-change-user',
  summary: 'the image starts as root and changes to its own user, and the capabilities for that are dropped',
  severity: 'warning',
  kinds: ['StatefulSet'],
  words: ['capabilities'],
  *check({ manifest, platform }) {
    const { podSpec, containers, initContainers } = statefulSetFacts(manifest);
    if (podSpec.at('os', 'name').string() === 'windows') return;
    // OpenShift gives each namespace users of its own, so that no image starts as root.
    if (platform?.startsWith('openshift')) return;
    for (const container of [...initContainers, ...containers]) {
      const missing = missingCapabilities(container);
      if (missing.length === 0 || !isRoot(container, podSpec)) continue;
      const image = container.field('image').string() ?? '';
      const facts = changingUser(image);
      if (!facts || !isStartedPlainly(container, facts)) continue;
      yield {
        at: container.at('securityContext', 'capabilities', 'drop'),
        message: `${facts.product} starts as root and ends where it cannot change user without ${missing.join(' and ')}; set runAsUser`,
        fixes: () => fixes(container, image, facts),
      };
    }
  },
});

/** What a change of the user takes: `setuid`, `setgid` and `setgroups`. */
const needed = ['SETUID', 'SETGID'];

/** Those of a change of the user that are dropped and not added again. Runtimes read names in any case, with or without `CAP_`. */
function missingCapabilities(container: FieldView): readonly string[] {
  const context = container.field('securityContext');
  if (context.field('privileged').boolean() === true) return [];
  const dropped = namesIn(context.at('capabilities', 'drop'));
  const added = namesIn(context.at('capabilities', 'add'));
  return needed.filter(
    (name) => [name, 'ALL'].some((one) => dropped.has(one)) && ![name, 'ALL'].some((one) => added.has(one)),
  );
}

function namesIn(list: FieldView): ReadonlySet<string> {
  return new Set(list.items().map((item) => (item.string() ?? '').toUpperCase().replace(/^CAP_/, '')));
}

/** Whether a container starts as its image does; where `runAsNonRoot` forbids that, image-starts-as-root tells it. */
function isRoot(container: FieldView, podSpec: FieldView): boolean {
  const user = securityField(container, podSpec, 'runAsUser');
  if (securityField(container, podSpec, 'runAsNonRoot').boolean() === true) return false;
  return !user.hasValue || user.integer() === 0;
}

function changingUser(reference: string): ImageFacts | undefined {
  const facts = imageFacts(reference);
  const tag = parseImage(reference)?.tag;
  if (!facts?.changesUser || tag === undefined || !sureUser(reference)?.startsAsRoot) return undefined;
  return isInRange(tag, facts.changesUser) ? facts : undefined;
}

function fixes(container: FieldView, image: string, { user }: ImageFacts): readonly Fix[] {
  const isSet = container.at('securityContext', 'runAsUser').hasValue;
  const own =
    user?.uid === undefined || isSet || hasOtherIds(image) ? [] : setSecurityField(container, 'runAsUser', user.uid);
  return [...own, ...addCapabilities(container)];
}

/** What such scripts use beside the change: giving the directory to the user, and reading it once it is that user's. */
function addCapabilities(container: FieldView): readonly Fix[] {
  const capabilities = container.at('securityContext', 'capabilities');
  if (capabilities.field('add').exists) return [];
  const names = ['CHOWN', 'DAC_OVERRIDE', 'FOWNER', 'SETGID', 'SETUID'];
  const edit = addEntry(capabilities.tree, capabilities.node, [`add: [${names.join(', ')}]`]);
  return edit ? [{ title: `Add ${names.join(', ')} again`, isSafe: false, edits: [edit] }] : [];
}
