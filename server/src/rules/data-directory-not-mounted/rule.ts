import type { Fix } from '../../manifest/problem.ts';
import {
  type ContainerData,
  containersWithData,
  covers,
  hidingVolume,
  type Mount,
  mountOf,
} from '../dataDirectories.ts';
import { changeTo } from '../findings.ts';
import { defineRule, type Finding, type RuleContext } from '../rule.ts';
import { addVariable } from '../variables.ts';

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
      else yield* missedMount(data);
    }
  },
});

/** Whether something is mounted for a directory, whatever it is; where only a part may be, that is enough. */
function isKept(directory: string, { facts, mounts, isDefault }: ContainerData): boolean {
  if (mountOf(directory, mounts)) return true;
  if (!isDefault) return false;
  if (facts.alsoGoodDirs.some((also) => mountOf(also, mounts))) return true;
  return !facts.isOneWhole && mounts.some(({ path }) => covers(directory, path) && !isWrong(path, facts.emptyDirs));
}

function isWrong(path: string, emptyDirs: readonly string[]): boolean {
  return emptyDirs.some((wrong) => covers(wrong, path));
}

/** No directory is kept: a claim that is mounted somewhere else has missed it; without any claim it may be a helper. */
function* missedMount(data: ContainerData): Generator<Finding> {
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
  yield {
    at: first.view.field('mountPath'),
    message: `${facts.product} keeps its data in ${directories.join(', ')}, not here; mount the claim there`,
    fixes: () => (claimed.length === 1 && directories.length === 1 ? [mountAt(first, directories[0]!)] : []),
  };
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
function* hiddenMounts({ facts, mounts, directories }: ContainerData, { platform }: RuleContext): Generator<Finding> {
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
      fixes: () => [mountAt(mount, volume)],
    };
  }
}

function mountAt({ view }: Mount, directory: string): Fix {
  return changeTo(view.field('mountPath'), directory, { title: `Mount it at ${directory}` });
}
