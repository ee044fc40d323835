import { yamlString } from '../../manifest/edits.ts';
import type { NodeId } from '../../yaml/tree.ts';
import type { CheckContext } from '../context.ts';
import { asDnsName } from '../formats.ts';
import { podAround } from './podAround.ts';

/** A name for a container: that of its image, and a number where another one has it. */
export function containerNameSample(cx: CheckContext, container: NodeId): string {
  const pod = container < 0 ? container : podAround(cx, container);
  const lists = ['containers', 'initContainers', 'ephemeralContainers'];
  const taken = new Set(lists.flatMap((list) => cx.itemsOf(pod, list).map((other) => cx.string(other, 'name'))));
  const name = nameOfImage(cx.string(container, 'image')) ?? 'app';
  for (let number = 2; ; number++) {
    const candidate = number === 2 ? name : `${name}-${number - 1}`;
    if (!taken.has(candidate)) return yamlString(candidate);
  }
}

/** `redis` of `docker.io/bitnami/redis:7@sha256:…`; undefined where no name is left. */
function nameOfImage(image: string): string | undefined {
  if (image.includes('$') || image.includes('{')) return undefined;
  const path = image.slice(image.lastIndexOf('/') + 1);
  const name = path.split(/[:@]/, 1)[0] ?? '';
  // A number may stand behind it
  return asDnsName('dnsLabel', name.slice(0, 56));
}
