import { type ContainerData, containersWithData, mountOf } from '../dataDirectories.ts';
import { lostAndFoundAt, settingBelow } from '../diskRoots.ts';
import { defineRule } from '../rule.ts';

export const rule = defineRule({
  id: 'disk-root-not-empty',
  summary: 'the image wants an empty data directory, and a fresh disk has "lost+found" in it',
  severity: 'warning',
  kinds: ['StatefulSet'],
  *check(context) {
    for (const data of containersWithData(context)) {
      for (const directory of emptyAtFirst(data)) {
        const mount = mountOf(directory, data.mounts);
        if (!mount || mount.path !== directory) continue;
        const disk = lostAndFoundAt(mount, context);
        if (disk === 'none') continue;
        yield {
          at: mount.view.field('mountPath'),
          severity: disk === 'sure' ? 'warning' : 'information',
          message:
            disk === 'sure'
              ? `A fresh disk has "lost+found" here, and ${data.facts.product} wants an empty directory; use one below`
              : `On a disk with ext4 "lost+found" lies here, and ${data.facts.product} wants an empty directory; use one below`,
          fixes: () => {
            const setting = settingBelow(data, mount.path);
            return setting ? [{ title: `Set ${setting.words}`, isSafe: false, edits: [setting.edit] }] : [];
          },
        };
      }
    }
  },
});

/** The directories that the image fills at its first start, and refuses to where something lies in them. */
function emptyAtFirst(data: ContainerData): readonly string[] {
  const { container, facts, directories, mounts, isDefault, isByFlag } = data;
  const variables = facts.movedBy.filter(({ by }) => by === 'env');
  // The scripts of such an image fill what the variable names, whatever the flag says.
  if (isByFlag && variables.length > 0) return [];
  if (facts.inDiskRoot === 'refused') return directories;
  // The directory lies so deep below that its name has the major in it: only a mount down there, or a variable, meets it.
  const deep = variables.flatMap(({ defaultDir }) => (defaultDir?.includes(major) ? defaultDir.split(major) : []));
  if (deep.length !== 2) return [];
  const [before = '', behind = ''] = deep;
  const image = container.field('image').string() ?? '';
  const isDeep = (path: string) => {
    const number = path.slice(before.length, -behind.length);
    return path === before + number + behind && /^\d+$/.test(number) && image.includes(number);
  };
  return isDefault ? mounts.map(({ path }) => path).filter(isDeep) : directories;
}

const major = '<major>';
