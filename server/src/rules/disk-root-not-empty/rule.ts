import { containersWithData, mountOf } from '../dataDirectories.ts';
import { lostAndFoundAt, settingBelow } from '../diskRoots.ts';
import { defineRule } from '../rule.ts';

export const rule = defineRule({
  id: 'disk-root-not-empty',
  summary: 'the image wants an empty data directory, and a fresh disk has "lost+found" in it',
  severity: 'warning',
  kinds: ['StatefulSet'],
  *check(context) {
    for (const data of containersWithData(context)) {
      if (data.facts.inDiskRoot !== 'refused') continue;
      for (const directory of data.directories) {
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
