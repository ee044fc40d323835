import { type ContainerData, containersWithData, covers, isPath, type Mount, mountOf } from '../dataDirectories.ts';
import { defineRule, type Finding } from '../rule.ts';

export const rule = defineRule({
  id: 'data-directory-not-persistent',
  summary: "the image's data directory lies on an emptyDir or hostPath volume, or on none",
  severity: 'warning',
  kinds: ['StatefulSet'],
  *check(context) {
    for (const data of containersWithData(context)) {
      const mounts = new Set(data.directories.map((directory) => mountOf(directory, data.mounts)));
      for (const mount of mounts) {
        const found = mount && describe(mount, data);
        if (found) yield { at: mount.view.field('mountPath'), ...found };
      }
      if (isNowhere(data)) {
        const { product } = data.facts;
        const where = data.directories.join(', ');
        yield {
          at: data.container.field('image'),
          severity: 'information',
          message: `${product} keeps its data in ${where}, where no volume is mounted: it goes with the container`,
        };
      }
    }
  },
});

function describe({ kind }: Mount, { facts, directories }: ContainerData): Omit<Finding, 'at'> | undefined {
  const where = `${facts.product} keeps its data in ${directories.join(', ')}`;
  if (kind === 'emptyDir') return { message: `${where}, and this emptyDir goes with the Pod; use a claim template` };
  if (kind !== 'hostPath') return undefined;
  return {
    message: `${where}, and this directory stays on one node; use a claim template`,
    severity: 'information',
  };
}

/** Whether a server has no volume at all near its data; one with a claim elsewhere is another rule's business. */
function isNowhere({ facts, mounts, directories, container }: ContainerData): boolean {
  const isOpen = container
    .field('volumeMounts')
    .items()
    .some((mount) => !isPath(mount.field('mountPath').string()));
  if (isOpen) return false;
  if (facts.isOftenACache || mounts.some(({ kind }) => kind === 'claim' || kind === 'other')) return false;
  const good = [...directories, ...facts.alsoGoodDirs];
  return !mounts.some(({ path }) => good.some((directory) => covers(path, directory) || covers(directory, path)));
}
