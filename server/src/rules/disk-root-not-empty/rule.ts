import type { Fix } from '../../manifest/problem.ts';
import { parametersOf } from '../../storage/classParameters.ts';
import { knownClass } from '../claims.ts';
import { type ContainerData, containersWithData, type Mount, mountOf, preparedVolumes } from '../dataDirectories.ts';
import { defineRule, type RuleContext } from '../rule.ts';
import { addVariable } from '../variables.ts';

export const rule = defineRule({
  id: 'disk-root-not-empty',
  summary: 'the image wants an empty data directory, and a fresh disk has "lost+found" in it',
  severity: 'warning',
  kinds: ['StatefulSet'],
  *check(context) {
    // An init container may empty the disk first.
    const prepared = preparedVolumes(context);
    for (const data of containersWithData(context)) {
      if (data.facts.inDiskRoot !== 'refused') continue;
      for (const directory of data.directories) {
        const mount = mountOf(directory, data.mounts);
        if (!mount || mount.path !== directory || !isDiskRoot(mount) || prepared.has(mount.name)) continue;
        const disk = diskOf(mount, context);
        if (disk === 'none') continue;
        yield {
          at: mount.view.field('mountPath'),
          severity: disk === 'sure' ? 'warning' : 'information',
          message:
            disk === 'sure'
              ? `A fresh disk has "lost+found" here, and ${data.facts.product} wants an empty directory; use one below`
              : `On a disk with ext4 "lost+found" lies here, and ${data.facts.product} wants an empty directory; use one below`,
          fixes: () => fixes(data, mount),
        };
      }
    }
  },
});

function isDiskRoot({ view, kind }: Mount): boolean {
  return kind === 'claim' && !view.field('subPath').hasValue && !view.field('subPathExpr').hasValue;
}

/** Whether the claim gets a disk with ext4, which puts that folder there. */
function diskOf({ template }: Mount, context: RuleContext): 'sure' | 'perhaps' | 'none' {
  if (!template) return 'perhaps';
  const facts = knownClass(template, context);
  if (!facts) return template.className.string() === '' ? 'none' : 'perhaps';
  if (facts.kind === 'blockOrFile' || facts.kind === 'unknown') return 'perhaps';
  if (facts.kind !== 'block' && facts.kind !== 'localBlock') return 'none';
  const written = Object.entries(facts.parameters).find(([name]) => isFileSystem(name))?.[1];
  if (written !== undefined) return written.startsWith('ext') ? 'sure' : 'none';
  const isFull = facts.hasAllParameters || facts.presence === 'shipped';
  return isFull && makesExt4(facts.provisioner ?? '') ? 'sure' : 'perhaps';
}

/** Whether the driver makes ext4 where the class asks for nothing. */
function makesExt4(provisioner: string): boolean {
  const parameters = parametersOf(provisioner)?.parameters ?? [];
  return parameters.some(
    ({ key, defaultValue, confidence }) =>
      isFileSystem(key) && defaultValue?.startsWith('ext4') && confidence !== 'unverified',
  );
}

function isFileSystem(parameter: string): boolean {
  return /(^|\/)fstype$/i.test(parameter);
}

/** The image's own setting with a directory below the mount. */
function fixes({ facts, container, isDefault }: ContainerData, { path }: Mount): Fix[] {
  const setting = facts.movedBy.find(({ by, defaultDir }) => by === 'env' && defaultDir !== undefined);
  if (!setting || !isDefault) return [];
  const value = `${path}/${setting.name.toLowerCase() === 'pgdata' ? 'pgdata' : 'data'}`;
  const edit = addVariable(container, setting.name, value);
  return edit ? [{ title: `Set ${setting.name} to ${value}`, isSafe: false, edits: [edit] }] : [];
}
