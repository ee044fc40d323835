import { addEntry } from '../manifest/edits.ts';
import type { DocumentEdit } from '../manifest/problem.ts';
import { parametersOf } from '../storage/classParameters.ts';
import { knownClass } from './claims.ts';
import { type ContainerData, type Mount, preparedVolumes } from './dataDirectories.ts';
import type { RuleContext } from './rule.ts';
import { addVariable } from './variables.ts';

/**
 * Whether a fresh disk has "lost+found" where a claim is mounted, as ext4 has it: `perhaps` where its class does not tell.
 * `none` also where an init container may empty the disk first.
 */
export function lostAndFoundAt(mount: Mount, context: RuleContext): 'sure' | 'perhaps' | 'none' {
  return !isDiskRoot(mount) || preparedVolumes(context).has(mount.name) ? 'none' : diskOf(mount, context);
}

/** The image's own setting with a directory below a mount; undefined where it has none, or it is written already. */
export function settingBelow(
  { facts, container, isDefault }: ContainerData,
  path: string,
): { readonly words: string; readonly edit: DocumentEdit } | undefined {
  const setting = facts.movedBy.find(({ by, defaultDir }) => by === 'env' && defaultDir !== undefined);
  if (!setting || !isDefault) return undefined;
  const value = `${path}/${setting.name.toLowerCase() === 'pgdata' ? 'pgdata' : 'data'}`;
  const edit = addVariable(container, setting.name, value);
  return edit && { words: `${setting.name} to ${value}`, edit };
}

/** The edit that mounts a directory of the volume instead of its root. */
export function mountFolder({ view }: Mount): DocumentEdit | undefined {
  return addEntry(view.tree, view.node, ['subPath: data']);
}

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
