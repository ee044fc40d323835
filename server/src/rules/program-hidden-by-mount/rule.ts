import { statefulSetFacts } from '../../facts/statefulSet.ts';
import { imageFacts } from '../../storage/imageFacts.ts';
import { covers, mountsOf, preparedVolumes } from '../dataDirectories.ts';
import { changeTo } from '../findings.ts';
import { defineRule } from '../rule.ts';

export const rule = defineRule({
  id: 'program-hidden-by-mount',
  summary: "a volume is mounted over the image's own program, which is then gone",
  severity: 'warning',
  kinds: ['StatefulSet'],
  *check(context) {
    // An init container may fill the volume with the program first.
    const filled = preparedVolumes(context);
    for (const container of statefulSetFacts(context.manifest).containers) {
      const facts = container.ask('image', imageFacts);
      if (!facts || facts.confidence === 'unverified') continue;
      for (const { view, path, name, kind } of mountsOf(container, context)) {
        const program = facts.programDirs.find((directory) => path !== '/' && covers(path, directory));
        if (program === undefined || filled.has(name) || kind === 'hostPath' || kind === 'other') continue;
        const [directory] = facts.dataDirs;
        const advice = directory === undefined ? 'mount it elsewhere' : `mount it at ${directory}`;
        yield {
          at: view.field('mountPath'),
          message: `${facts.product} itself is in ${program}, and this mount hides it; ${advice}`,
          fixes: () =>
            directory === undefined || kind !== 'claim'
              ? []
              : [changeTo(view.field('mountPath'), directory, { title: `Mount it at ${directory}` })],
        };
      }
    }
  },
});
