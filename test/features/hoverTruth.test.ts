import assert from 'node:assert/strict';
import { test } from 'node:test';
import { neverCancelled } from '../../server/src/base/cancellation.ts';
import { hover } from '../../server/src/features/hover/hover.ts';
import { conceptText, ownNames } from '../../server/src/features/hover/ownNames.ts';
import { concept, topics } from '../../server/src/features/texts.ts';
import { manifestsOf } from '../../server/src/manifest/manifest.ts';
import { parseDocument } from '../../server/src/yaml/parse.ts';
import { openWorkspace, uriOf } from '../support/workspace.ts';

/** What one manifest of the matrix decides. */
interface Choice {
  readonly order: 'OrderedReady' | 'Parallel';
  readonly strategy: 'RollingUpdate' | 'OnDelete';
  readonly partition: number;
  readonly most: number;
  readonly start: number;
  readonly replicas: number;
  readonly whenScaled: 'Retain' | 'Delete';
  readonly whenDeleted: 'Retain' | 'Delete';
  readonly hasClaims: boolean;
  readonly hasService: boolean;
}

const values: { readonly [Key in keyof Choice]: readonly Choice[Key][] } = {
  order: ['OrderedReady', 'Parallel'],
  strategy: ['RollingUpdate', 'OnDelete'],
  partition: [0, 1, 9],
  most: [1, 2],
  start: [0, 5],
  replicas: [0, 1, 4],
  whenScaled: ['Retain', 'Delete'],
  whenDeleted: ['Retain', 'Delete'],
  hasClaims: [true, false],
  hasService: [true, false],
};

const matrix = allChoices().filter(({ strategy, partition, most }) => {
  return strategy === 'RollingUpdate' || (partition === 0 && most === 1);
});

/** Sentences, and of which sets they are true. */
const claims: readonly (readonly [sentence: RegExp, isTrue: (choice: Choice) => boolean])[] = [
  [/starts `db-\d+` first|Pods start lowest number first|one before is running|highest first, one/, isOrdered],
  [/stops all of it|With `OrderedReady`, correct|`db` is `OrderedReady`|once it is Ready/, isOrdered],
  [/`db` is `Parallel`|Pods start all at once|does not wait either|start at once/, (choice) => !isOrdered(choice)],
  [/no other when the set starts|until you correct the template/, (choice) => !isOrdered(choice)],
  [/no further Pod, no scale-down, no update/, (choice) => isOrdered(choice) && isReplaced(choice)],
  [
    /replaces the Pods of|replaces `db|replaces Pods of|begin with the highest|An update replaces|next one goes/,
    isReplaced,
  ],
  [/stops the rollout|the Pods are replaced|from the partition up are replaced|highest number first\./, isReplaced],
  [/last, one at a time|next one goes|stops the rollout/, ({ most }) => most === 1],
  [/up to `?2`? at a time/, ({ most }) => most === 2],
  [/A change of `template` replaces the Pods|the only Pod|the Pods are replaced/, ({ partition }) => partition === 0],
  [
    /the partition keeps the rest|keeps? the old revision/,
    ({ partition, replicas }) => partition > 0 && partition < replicas,
  ],
  [/holds back all of them|Nothing is updated/, (choice) => !isReplaced(choice) && choice.replicas > 0],
  [/of `db` by itself|You choose order|Nothing rolls by itself|when you delete it|those that you delete\./, isOnDelete],
  [/scale-down keeps|A scale-down, an update or the end|Claims stay when|Scaling down keeps/, keepsOnScale],
  [
    /scale-down deletes|Scaling down \*\*deletes|claims of earlier Pods are \*\*deleted/,
    (choice) => !keepsOnScale(choice),
  ],
  [/the claims of earlier Pods are kept/, keepsOnScale],
  [/deleting `db` keeps|A scale-down, an update or the end|Claims stay when|Deleting the set keeps/, keepsOnDelete],
  [/deleting `db` deletes|set \*\*deletes/, (choice) => !keepsOnDelete(choice)],
  [/`db` has one Pod|The Pod of `db`|the only Pod/, ({ replicas }) => replicas === 1],
  [/No Pods now|has no Pods/, ({ replicas }) => replicas === 0],
  [/has no claim templates|without claim templates|Pod gets the same name back/, ({ hasClaims }) => !hasClaims],
  [/same claims|its own claims|volume lives outside|same claim again|make one claim/, ({ hasClaims }) => hasClaims],
  [/no `serviceName`|without `serviceName`/i, ({ hasService }) => !hasService],
  [/governing Service, `db`|the headless Service `db`|answers to/, ({ hasService }) => hasService],
];

test('no line of a concept page contradicts the policies of the set', () => {
  const snapshot = openWorkspace({}).snapshot();
  const shown = new Set<RegExp>();
  for (const choice of matrix) {
    const manifest = manifestsOf(parseDocument(textOf(choice)))[0]!;
    const names = ownNames(manifest, snapshot);
    const text = topics()
      .flatMap((topic) => conceptText(concept(topic), names))
      .join('\n');
    for (const sentence of judge(text, choice)) shown.add(sentence);
  }
  assert.ok(shown.size >= 18, `only ${shown.size} of the sentences were shown`);
});

test('no hover of a manifest contradicts its policies', () => {
  const shown = new Set<RegExp>();
  for (const choice of matrix.filter((_, index) => index % 29 === 0)) {
    const content = textOf(choice);
    const snapshot = openWorkspace({ 'main.yaml': content }).snapshot();
    for (const { index } of content.matchAll(/(?<=^|[\s{[,])[\w.-]+/gm)) {
      const markdown = hover(snapshot, uriOf('main.yaml'), index + 1, neverCancelled)?.markdown ?? '';
      for (const sentence of judge(markdown, choice)) shown.add(sentence);
    }
  }
  assert.ok(shown.size >= 22, `only ${shown.size} of the sentences were shown`);
});

test('for every set each topic has something to say, a few lines, none of them twice', () => {
  const snapshot = openWorkspace({}).snapshot();
  for (const choice of matrix) {
    const names = ownNames(manifestsOf(parseDocument(textOf(choice)))[0]!, snapshot);
    for (const topic of topics()) {
      const lines = conceptText(concept(topic), names);
      assert.ok(lines.length >= 1 && lines.length <= 8, `${topic} has ${lines.length} lines\n${textOf(choice)}`);
      assert.equal(new Set(lines).size, lines.length, `${topic} says something twice`);
    }
  }
});

/** Holds each sentence of a text against the set; the sentences that were found. */
function judge(text: string, choice: Choice): RegExp[] {
  const { start, replicas, hasClaims, hasService } = choice;
  const about = () => `${text}\n\nof\n${textOf(choice)}`;
  for (const [name, ordinal] of text.matchAll(/\bdb-(\d+)\b/g)) {
    assert.ok(Number(ordinal) >= start && Number(ordinal) < start + replicas, `there is no Pod ${name}: ${about()}`);
  }
  assert.ok(hasClaims || !text.includes('data-db-'), `there are no claims: ${about()}`);
  assert.ok(hasService || !/db-\d+\.db\b/.test(text), `there are no addresses: ${about()}`);
  const last = /`db-(\d+)` first, `db-(\d+)` last, (one at a time|up to)/.exec(text);
  if (last) assert.deepEqual([Number(last[1]), Number(last[2])], [start + replicas - 1, start], about());
  const held = /from `db-(\d+)` down to `db-(\d+)`/.exec(text);
  if (held) assert.deepEqual([Number(held[1]), Number(held[2])], [start + replicas - 1, start + 1], about());
  return claims.flatMap(([sentence, isTrue]) => {
    if (!sentence.test(text)) return [];
    assert.ok(isTrue(choice), `${sentence} is not true: ${about()}`);
    return [sentence];
  });
}

function isOrdered({ order }: Choice): boolean {
  return order === 'OrderedReady';
}

function isReplaced({ strategy, partition, replicas }: Choice): boolean {
  return strategy === 'RollingUpdate' && partition < replicas;
}

function isOnDelete({ strategy }: Choice): boolean {
  return strategy === 'OnDelete';
}

function keepsOnScale({ whenScaled }: Choice): boolean {
  return whenScaled === 'Retain';
}

function keepsOnDelete({ whenDeleted }: Choice): boolean {
  return whenDeleted === 'Retain';
}

function allChoices(): Choice[] {
  let choices: Partial<Choice>[] = [{}];
  for (const [key, options] of Object.entries(values)) {
    choices = choices.flatMap((choice) => options.map((option) => ({ ...choice, [key]: option })));
  }
  return choices as Choice[];
}

function textOf(choice: Choice): string {
  const rolling = `, rollingUpdate: {partition: ${choice.partition}, maxUnavailable: ${choice.most}}`;
  return `apiVersion: apps/v1
kind: StatefulSet
metadata: {name: db}
spec:
${choice.hasService ? '  serviceName: db\n' : ''}  replicas: ${choice.replicas}
  ordinals: {start: ${choice.start}}
  podManagementPolicy: ${choice.order}
  updateStrategy: {type: ${choice.strategy}${choice.strategy === 'RollingUpdate' ? rolling : ''}}
  persistentVolumeClaimRetentionPolicy: {whenScaled: ${choice.whenScaled}, whenDeleted: ${choice.whenDeleted}}
  selector: {matchLabels: {app: db}}
  template:
    metadata: {labels: {app: db}}
    spec:
      containers:
        - {name: app, image: nginx, volumeMounts: [{name: data, mountPath: /data}]}
${choice.hasClaims ? claimTemplates : ''}`;
}

const claimTemplates = `  volumeClaimTemplates:
    - metadata: {name: data}
      spec: {accessModes: [ReadWriteOnce], storageClassName: fast, resources: {requests: {storage: 1Gi}}}
`;
