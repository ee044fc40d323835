import { describe, test } from 'node:test';
import { AnalysisHost } from '../../server/src/analysis/analysisHost.ts';
import { defaultSettings } from '../../server/src/analysis/settings.ts';
import { rules } from '../../server/src/rules/all.ts';
import { assertGrowsAlike } from '../support/processorTime.ts';

/** Checks by one rule each file of a workspace, of which `textOf` gives the text by its number. */
function checked(id: string, count: number, textOf: (at: number) => string): () => void {
  const host = new AnalysisHost(rules.filter((rule) => rule.id === id));
  host.configure(defaultSettings);
  const files = Array.from({ length: count }, (_, at) => host.readFile(`file:///work/${at}.yaml`, textOf(at)));
  host.setIndexComplete(true);
  return () => {
    const snapshot = host.snapshot();
    for (const file of files) snapshot.problemsOnce(file);
  };
}

const set = (name: string, { labels = `app: ${name}`, more = '', spec = '', serviceName = name } = {}): string =>
  `apiVersion: apps/v1
kind: StatefulSet
metadata: { name: ${name}, namespace: shop }
spec:
  serviceName: ${serviceName}
  selector: { matchLabels: { ${labels} } }
  template:
    metadata: { labels: { ${labels} } }
    spec: { ${spec}containers: [{ name: app, image: "nginx:1.29", ports: [{ containerPort: 80 }]${more} }] }
`;

const service = (name: string, labels = `app: ${name}`): string =>
  `apiVersion: v1
kind: Service
metadata: { name: ${name}, namespace: shop }
spec: { clusterIP: None, selector: { ${labels} }, ports: [{ port: 80 }] }
`;

const account = (name: string): string =>
  `apiVersion: v1\nkind: ServiceAccount\nmetadata: { name: ${name}, namespace: shop }\n`;

const autoscaler = (name: string, target: string): string =>
  `apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: { name: ${name}, namespace: shop }
spec: { maxReplicas: 5, scaleTargetRef: { apiVersion: apps/v1, kind: StatefulSet, name: ${target} } }
`;

const claim = (name: string, className: string): string =>
  `apiVersion: v1
kind: PersistentVolumeClaim
metadata: { name: ${name}, namespace: shop }
spec: { storageClassName: ${className}, accessModes: [ReadWriteOnce], resources: { requests: { storage: 1Gi } } }
`;

const budget = (name: string): string =>
  `apiVersion: policy/v1
kind: PodDisruptionBudget
metadata: { name: ${name}, namespace: shop }
spec: { maxUnavailable: 1, selector: { matchLabels: { app: ${name} } } }
`;

const volume = (name: string, className: string, more = ''): string =>
  `apiVersion: v1
kind: PersistentVolume
metadata: { name: ${name} }
spec: { storageClassName: ${className}, accessModes: [ReadWriteOnce], capacity: { storage: 1Gi }, hostPath: { path: /x }${more} }
`;

const both = (...documents: readonly string[]): string => documents.join('---\n');

/** Names that differ in more than a number. */
const word = (at: number): string => [...String(at)].map((digit) => 'qwrtzpsdfg'[Number(digit)]!.repeat(2)).join('');

/** By rule, the text of one of many files that are alike: they lie in one folder and in one namespace. */
const cases: readonly (readonly [rule: string, what: string, textOf: (at: number) => string])[] = [
  [
    'service-name-unresolved',
    'addresses in commands, and Services that are not meant',
    (at) =>
      both(
        set(`a${word(at)}`, { serviceName: 'peers', more: `, args: [${'x, '.repeat(8)}at=a${word(at)}-0.b]` }),
        service(`s${word(at)}`),
      ),
  ],
  [
    'target-port-unresolved',
    'Services that all select the same Pods',
    (at) => both(set(`a${at}`, { labels: 'app: web, tier: db' }), service(`a${at}`, 'app: web, tier: db')),
  ],
  [
    'selector-takes-others',
    'sets of one name that have the same labels',
    () => both(set('web', { labels: 'app: web, tier: db' }), service('web', 'app: web, tier: db')),
  ],
  [
    'selectors-overlap',
    'sets that have the first of their labels in common',
    (at) => set(`a${at}`, { labels: `tier: db, app: a${at}` }),
  ],
  [
    'name-misspelt',
    'accounts of which none is meant',
    (at) => both(set(word(at), { spec: `serviceAccountName: need-${word(at)}, ` }), account(`account-${word(at)}-x`)),
  ],
  [
    'autoscaler-target-unresolved',
    'sets of one name that is nearly that of a target',
    (at) => both(set('database'), autoscaler(`a${at}`, 'databaes')),
  ],
  [
    'storage-class-unknown',
    'volumes of other classes',
    (at) => both(claim(`a${at}`, 'gp3-fats'), volume(`a${at}`, `by-hand-${at}`)),
  ],
  [
    'volumes-by-hand-too-few',
    'volumes of one class, each kept for a claim',
    (at) => both(claim(`a${at}`, 'by-hand'), volume(`v${at}`, 'by-hand', `, claimRef: { name: a${at} }`)),
  ],
  [
    'volumes-by-hand-too-few',
    'volumes of one class for any claim',
    (at) => both(claim(`a${at}`, 'by-hand'), volume(`v${at}`, 'by-hand')),
  ],
  [
    'selector-misspelt',
    'headless Services of sets that have other labels',
    (at) => both(set(word(at), { labels: `app: a-${word(at)}` }), service(word(at), `app: ${word(at)}`)),
  ],
  [
    'selector-misspelt',
    'Services of Pods that are not here, and sets with one of the labels',
    (at) => both(set(word(at)), service(`b${word(at)}`, `app: ${word(at)}, tier: x${word(at)}`)),
  ],
  ['budgets-overlap', 'budgets, each of one set', (at) => both(set(word(at)), budget(word(at)))],
];

describe('of many objects each is checked in a time that others do not add to', () => {
  for (const [id, what, textOf] of cases) {
    test(`${id}: ${what}`, () => {
      assertGrowsAlike((count) => checked(id, count, textOf), { count: 1000, most: 8 });
    });
  }
});
