import type { Fix } from '../../manifest/problem.ts';
import {
  type ContainerData,
  containersWithData,
  covers,
  hidingVolume,
  type Mount,
  mountOf,
} from '../dataDirectories.ts';
import { lostAndFoundAt, mountFolder, settingBelow } from '../diskRoots.ts';
import { setText } from '../findings.ts';
import { defineRule, type Finding, type RuleContext } from '../rule.ts';
import { addVariable, variableNames } from '../variables.ts';

export const rule = defineRule({
  id: 'data-directory-not-mounted',
  summary: "the claim is mounted beside the image's data directory, so the data is lost with the container",
  severity: 'warning',
  kinds: ['StatefulSet'],
  *check(context) {
    for (const data of containersWithData(context)) {
      const missed = data.directories.filter((directory) => !isKept(directory, data));
      if (missed.length === 0) yield* hiddenMounts(data, context);
      else if (missed.length < data.directories.length) yield* halfKept(missed, data);
      else yield* missedMount(data, context);
    }
  },
});

/** Whether something is mounted for a directory, whatever it is; where only a part may be, that is enough. */
function isKept(directory: string, { facts, mounts, isDefault }: ContainerData): boolean {
  if (mountOf(directory, mounts)) return true;
  if (!isDefault) return false;
  if (facts.alsoGoodDirs.some((also) => mountOf(also, mounts))) return true;
  if (facts.isOneWhole) return false;
  // Where the data lies in one known folder below, the others hold none of it.
  const within = facts.alsoGoodDirs.filter((also) => covers(directory, also));
  const parts = within.length === 1 ? within : [directory];
  return mounts.some(({ path }) => parts.some((part) => covers(part, path)) && !isWrong(path, facts.emptyDirs));
}

function isWrong(path: string, emptyDirs: readonly string[]): boolean {
  return emptyDirs.some((wrong) => covers(wrong, path));
}

/** No directory is kept: a claim that is mounted somewhere else has missed it; without any claim it may be a helper. */
function* missedMount(data: ContainerData, context: RuleContext): Generator<Finding> {
  const { facts, mounts, directories } = data;
  const claimed = mounts.filter(({ kind }) => kind === 'claim');
  const [first] = claimed;
  // A mount over the program is another rule's business.
  if (!first || facts.programDirs.some((directory) => covers(first.path, directory))) return;
  const setting = facts.movedBy.find(({ by }) => by === 'env');
  if (data.isDefault && setting && directories[0]?.startsWith('/tmp')) {
    const value = `${first.path}/data`;
    const edit = addVariable(data.container, setting.name, value);
    yield {
      at: first.view.field('mountPath'),
      message: `${facts.product} keeps its data in ${directories[0]}; set ${setting.name} to a folder below this mount`,
      fixes: () => (edit ? [{ title: `Set ${setting.name} to ${value}`, isSafe: false, edits: [edit] }] : []),
    };
    return;
  }
  const [directory, another] = directories;
  // Its own directory above the one that a setting names keeps that one out of the disk's root.
  const above = data.isDefault ? undefined : facts.dataDirs.find((own) => own !== directory && covers(own, directory!));
  const isOne = claimed.length === 1 && another === undefined && !isToldTwice(data);
  yield {
    at: first.view.field('mountPath'),
    message: `${facts.product} keeps its data in ${directories.join(', ')}, not here; mount the claim ${above ? `at ${above}` : 'there'}`,
    fixes: () => (isOne ? [mountAt(first, above ?? directory!, data, context)] : []),
  };
}

/** Whether a variable that moves the data is written twice, so that one of the two was not meant. */
function isToldTwice({ container, facts }: ContainerData): boolean {
  const names = variableNames(container).filter((name) =>
    facts.movedBy.some((setting) => setting.by === 'env' && setting.name === name),
  );
  return new Set(names).size < names.length;
}

function* halfKept(missed: readonly string[], { facts, mounts }: ContainerData): Generator<Finding> {
  const claimed = mounts.find(({ kind }) => kind === 'claim');
  if (!claimed) return;
  yield {
    at: claimed.view.field('mountPath'),
    severity: 'information',
    message: `${facts.product} keeps data in ${missed.join(', ')}, too, and nothing is mounted there`,
  };
}

/** A claim that is mounted above a volume of the image's own, which container runtimes lay over it. */
function* hiddenMounts(data: ContainerData, context: RuleContext): Generator<Finding> {
  const { facts, mounts, directories } = data;
  const { platform } = context;
  for (const directory of directories) {
    const mount = mountOf(directory, mounts);
    const volume = mount?.kind === 'claim' ? hidingVolume(directory, mount, facts) : undefined;
    if (!mount || volume === undefined) continue;
    // CRI-O, which OpenShift uses, makes a plain directory of it.
    const isPlain = platform?.startsWith('openshift') === true;
    yield {
      at: mount.view.field('mountPath'),
      severity: isPlain ? 'information' : 'warning',
      message: `The image has a volume of its own at ${volume}, which hides this one; mount the claim there`,
      fixes: () => [mountAt(mount, volume, data, context)],
    };
  }
}

/** Mounts the claim elsewhere; where the data would lie beside "lost+found" in a disk's root, a folder below takes it. */
function mountAt(mount: Mount, path: string, data: ContainerData, context: RuleContext): Fix {
  const title = `Mount it at ${path}`;
  const edit = setText(mount.view.field('mountPath'), path);
  const isInRoot = data.facts.inDiskRoot === 'refused' && data.directories.includes(path);
  if (!isInRoot || lostAndFoundAt(mount, context) === 'none') return { title, isSafe: false, edits: [edit] };
  const setting = settingBelow(data, path);
  if (setting) return { title: `${title}, and set ${setting.words}`, isSafe: false, edits: [edit, setting.edit] };
  const folder = mountFolder(mount);
  if (!folder) return { title, isSafe: false, edits: [edit] };
  return { title: `${title}, with a subPath`, isSafe: false, edits: [edit, folder] };
}
