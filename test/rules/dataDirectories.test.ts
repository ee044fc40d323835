import assert from 'node:assert/strict';
import { test } from 'node:test';
import { dataSettings } from '../../server/src/analysis/dataSettings.ts';
import { type ImageFacts, imageFacts, knownImages } from '../../server/src/storage/imageFacts.ts';
import { openWorkspace, problemsOf } from '../support/workspace.ts';

// What is said of data directories is held against every image that is known.

const rules = ['data-directory-not-mounted', 'data-directory-not-persistent', 'program-hidden-by-mount'];

const known = knownImages().filter(
  ({ confidence, keeps, patterns }) =>
    confidence === 'verified' && keeps === 'directories' && !patterns[0]!.includes('*'),
);

test('there are images of each sort to hold the rules against', () => {
  assert.ok(known.length > 20, `${known.length} images`);
  for (const sort of ['emptyDirs', 'programDirs'] as const)
    assert.ok(
      known.some((facts) => facts[sort].length > 0),
      sort,
    );
});

test('the index keeps what ConfigMaps say under the variables of all images', () => {
  const settings = knownImages().flatMap(({ movedBy }) => movedBy.filter(({ by }) => by === 'env'));
  assert.deepEqual([...dataSettings].toSorted(), [...new Set(settings.map(({ name }) => name))].toSorted());
});

/** A reference that has just this row. */
function referenceOf(facts: ImageFacts): string {
  const [name] = facts.patterns;
  const { since, until } = facts.tags;
  const tag = [since, until, 'latest']
    .map((bound) => bound?.replaceAll('*', ''))
    .find((bound) => bound !== undefined && imageFacts(`${name}:${bound}`) === facts);
  assert.ok(tag !== undefined, `a tag of ${name} from ${since} to ${until}`);
  return `${name}:${tag}`;
}

function findingsOf(image: string, paths: readonly string[], kind: 'claims' | 'emptyDirs'): readonly string[] {
  const names = paths.map((_, index) => `disk${index}`);
  const mounts = paths.map((path, index) => `            - {name: disk${index}, mountPath: "${path}"}\n`).join('');
  const volumes = names.map((name) => `        - {name: ${name}, emptyDir: {}}\n`).join('');
  const templates = names
    .map(
      (name) =>
        `    - metadata: {name: ${name}}\n      spec: {accessModes: [ReadWriteOnce], resources: {requests: {storage: 1Gi}}}\n`,
    )
    .join('');
  const text = `apiVersion: apps/v1
kind: StatefulSet
metadata: {name: web}
spec:
  selector: {matchLabels: {app: web}}
  template:
    metadata: {labels: {app: web}}
    spec:
      containers:
        - name: app
          image: ${image}
          volumeMounts:
${mounts}${kind === 'emptyDirs' ? `      volumes:\n${volumes}` : `  volumeClaimTemplates:\n${templates}`}`;
  return problemsOf(openWorkspace({ 'main.yaml': text }), 'main.yaml')
    .filter(({ problem }) => rules.includes(problem.rule))
    .map(({ problem }) => `${problem.rule} ${problem.message}`);
}

test('claims at all data directories of an image are right', () => {
  for (const facts of known) {
    const image = referenceOf(facts);
    assert.deepEqual(findingsOf(image, facts.dataDirs, 'claims'), [], image);
  }
});

test('a claim anywhere else is not', () => {
  for (const facts of known) {
    const image = referenceOf(facts);
    const found = findingsOf(image, ['/elsewhere'], 'claims');
    assert.equal(found.length, 1, `${image}: ${found}`);
    assert.match(found[0]!, /^data-directory-not-mounted .*(not here|set \w+ to a folder)/, image);
    assert.ok(found[0]!.length <= 120 + rules[0]!.length + 1, found[0]);
  }
});

test('a claim where the image is known to keep nothing is not', () => {
  for (const facts of known) {
    for (const path of facts.emptyDirs) {
      const found = findingsOf(referenceOf(facts), [path], 'claims');
      assert.ok(
        found.some((text) => text.startsWith('data-directory-not-mounted')),
        `${referenceOf(facts)} ${path}`,
      );
    }
  }
});

test('an emptyDir at the data directory goes with the Pod', () => {
  for (const facts of known) {
    const image = referenceOf(facts);
    for (const text of findingsOf(image, facts.dataDirs, 'emptyDirs')) {
      assert.match(text, /^data-directory-not-persistent .*this emptyDir goes with the Pod/, image);
    }
    assert.ok(findingsOf(image, facts.dataDirs, 'emptyDirs').length > 0, image);
  }
});

test('a mount over the program hides it', () => {
  for (const facts of known) {
    for (const path of facts.programDirs) {
      const found = findingsOf(referenceOf(facts), [path], 'claims');
      assert.ok(
        found.some((text) => text.startsWith('program-hidden-by-mount')),
        `${referenceOf(facts)} ${path}`,
      );
    }
  }
});
