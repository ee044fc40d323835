import { securityField } from '../../facts/securityContext.ts';
import { statefulSetFacts } from '../../facts/statefulSet.ts';
import type { FieldView } from '../../manifest/fieldView.ts';
import { imageFacts } from '../../storage/imageFacts.ts';
import { sureUser } from '../../storage/imageUsers.ts';
import { claimsOf, hasSource, knownClass } from '../claims.ts';
import { type Mount, mountedNames, mountsOf, preparedVolumes } from '../dataDirectories.ts';
import { defineRule, type RuleContext } from '../rule.ts';
import { setSecurityField } from '../securityFixes.ts';

export const rule = defineRule({
  id: 'volume-belongs-to-root',
  summary: 'the program runs as another user than root, and a fresh disk can be written by root alone',
  severity: 'warning',
  kinds: ['StatefulSet'],
  *check(context) {
    const { podSpec, containers } = statefulSetFacts(context.manifest);
    const pod = podSpec.field('securityContext');
    if (pod.field('fsGroup').hasValue || podSpec.field('hostUsers').boolean() === false) return;
    if (claimsOf(context).length === 0 || podSpec.at('os', 'name').string() === 'windows') return;
    const users = containers.map((container) => ({ container, user: userOf(container, podSpec) }));
    if (users.every(({ user }) => user.id <= 0)) return;
    // An init container may give the disk to the user, and so may a container that may be root.
    const prepared = new Set(preparedVolumes(context));
    for (const { container, user } of users) {
      if (user.id <= 0) for (const name of mountedNames(container)) prepared.add(name);
    }
    for (const { container, user } of users) {
      if (user.id <= 0) continue;
      for (const mount of mountsOf(container, context)) {
        if (prepared.has(mount.name) || !isFreshDisk(mount, context)) continue;
        if (mount.view.field('readOnly').boolean() === true) continue;
        yield {
          at: mount.view.field('mountPath'),
          message: `A fresh disk belongs to root, so user ${user.id} cannot write here; set fsGroup in the Pod's securityContext`,
          related: [{ message: `Runs as user ${user.id}`, range: user.view().range }],
          fixes: () => setSecurityField(podSpec, 'fsGroup', groupOf(container, podSpec) ?? user.id),
        };
      }
    }
  },
});

/** The user of a container, and what says so: `runAsUser`, or its image; 0 where it is root or not known. */
function userOf(container: FieldView, podSpec: FieldView): { readonly id: number; readonly view: () => FieldView } {
  const written = securityField(container, podSpec, 'runAsUser');
  if (written.hasValue) return { id: written.integer() ?? 0, view: () => written };
  const user = container.ask('image', sureUser);
  return { id: user && !user.startsAsRoot ? (user.uid ?? 0) : 0, view: () => container.field('image') };
}

function groupOf(container: FieldView, podSpec: FieldView): number | undefined {
  const facts = container.ask('image', imageFacts);
  return securityField(container, podSpec, 'runAsGroup').integer() || facts?.fsGroup;
}

/** Whether a file system is made on a disk of its own: its root directory belongs to root then, with mode 0755. */
function isFreshDisk({ template }: Mount, context: RuleContext): boolean {
  if (!template || template.volumeMode === 'Block' || hasSource(template)) return false;
  const facts = knownClass(template, context);
  if (!facts || (facts.kind !== 'block' && facts.kind !== 'localBlock')) return false;
  // Some drivers set owner or mode by a parameter of the class.
  return !Object.keys(facts.parameters).some((name) => /uid|gid|mode|perm|owner/i.test(name));
}
