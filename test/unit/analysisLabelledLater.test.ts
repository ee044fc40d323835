import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { openWorkspace, problemsOf, uriOf } from '../support/workspace.ts';

// A base whose selectors its kustomization writes.

const labels = (label: string) => (label === '' ? '' : `    metadata:\n      labels: { ${label} }\n`);
const set = (selector: string, label = '') =>
  `apiVersion: apps/v1\nkind: StatefulSet\nmetadata: { name: web }\nspec:\n  serviceName: web\n${selector}  template:\n${labels(label)}    spec:\n      containers: [{ name: app, image: nginx:1.29 }]\n`;
const service = (selector = '') =>
  `apiVersion: v1\nkind: Service\nmetadata: { name: web }\nspec: { clusterIP: None, ports: [{ port: 80 }]${selector} }\n`;
const matching = (label: string) => `  selector:\n    matchLabels: { ${label} }\n`;

const resources = 'resources: [set.yaml, ./service.yaml]\n';
const common = `${resources}commonLabels: { app: web }\n`;
const included = `${resources}labels:\n  - pairs: { app: web }\n    includeSelectors: true\n`;
const templates = `${resources}labels:\n  - pairs: { app: web }\n    includeTemplates: true\n`;

function rulesOf(kustomization: string, text: string, beside = service(), at = 'base/kustomization.yaml'): string[] {
  const files = { [at]: kustomization, 'base/set.yaml': text, 'base/service.yaml': beside };
  return problemsOf(openWorkspace(files), 'base/set.yaml').map(({ problem }) => problem.rule);
}

describe('labels that a kustomization writes into selectors', () => {
  for (const [title, kustomization] of Object.entries({ common, included }))
    test(`make those that are not there: ${title}`, () => {
      assert.deepEqual(rulesOf(kustomization, set('')), []);
      assert.deepEqual(rulesOf(kustomization, set('  selector: {}\n')), []);
    });
  test('put right the selector that has them already', () => {
    assert.deepEqual(rulesOf(common, set(matching('app: other')), service(', selector: { app: web }')), []);
    assert.deepEqual(rulesOf(common, set(matching('tier: a, app: x'), 'tier: a')), []);
    assert.deepEqual(rulesOf(templates, set(matching('app: web'))), ['service-selector-mismatch']);
  });
  test('leave other labels as they are', () => {
    assert.deepEqual(rulesOf(common, set(matching('tier: a'))), ['selector-template-mismatch']);
    assert.deepEqual(rulesOf(common, set(''), service(', selector: { tier: a }')), ['service-selector-mismatch']);
  });
  test('leave a label without a value as it is', () => {
    const text = set(matching('app: null'), 'app: web');
    assert.deepEqual(rulesOf('resources: []\n', text, service(', selector: { app: web }')), [
      'selector-template-mismatch',
    ]);
  });
  test('are none without selectors, or in other files', () => {
    const missing = ['required-field-missing', 'service-selector-mismatch'];
    assert.deepEqual(rulesOf(templates, set('')), missing);
    assert.deepEqual(rulesOf(`${resources}labels: [{ pairs: { app: web } }]\n`, set('')), missing);
    assert.deepEqual(rulesOf(common.replace('set.yaml', 'other.yaml'), set('')), missing);
    assert.deepEqual(rulesOf(common, set(''), service(), 'other/kustomization.yaml'), missing);
  });
  test('come from an overlay that lists the folder', () => {
    const overlay = 'resources: [../../base]\ncommonLabels: { app: web }\n';
    assert.deepEqual(rulesOf(overlay, set(''), service(), 'overlays/prod/kustomization.yaml'), []);
  });
  test('count from when they are written', () => {
    const host = openWorkspace({
      'base/kustomization.yaml': resources,
      'base/set.yaml': set(''),
      'base/service.yaml': service(),
    });
    assert.equal(problemsOf(host, 'base/set.yaml').length, 2);
    host.open(uriOf('base/kustomization.yaml'), 2, common);
    assert.deepEqual(problemsOf(host, 'base/set.yaml'), []);
    host.open(uriOf('base/kustomization.yaml'), 3, resources);
    assert.equal(problemsOf(host, 'base/set.yaml').length, 2);
  });
  test('are gone once they are removed, whatever was edited before', () => {
    const host = openWorkspace({
      'base/kustomization.yaml': common,
      'base/set.yaml': set(''),
      'base/service.yaml': service(),
    });
    host.open(uriOf('base/kustomization.yaml'), 2, `# The base.\n${common}`);
    assert.deepEqual(problemsOf(host, 'base/set.yaml'), []);
    host.open(uriOf('base/kustomization.yaml'), 3, resources);
    assert.equal(problemsOf(host, 'base/set.yaml').length, 2);
  });
  test('stay while another kustomization of the same file writes them', () => {
    const overlay = common.replace('set.yaml, ./service.yaml', '../base/set.yaml, ../base/service.yaml');
    const host = openWorkspace({
      'base/kustomization.yaml': common,
      'other/kustomization.yaml': overlay,
      'base/set.yaml': set(''),
      'base/service.yaml': service(),
    });
    for (const [at, text] of [`# The base.\n${common}`, resources].entries()) {
      host.open(uriOf('base/kustomization.yaml'), at + 2, text);
      assert.deepEqual(problemsOf(host, 'base/set.yaml'), []);
    }
    host.close(uriOf('other/kustomization.yaml'), undefined);
    assert.equal(problemsOf(host, 'base/set.yaml').length, 2);
  });
  test('are known of thousands of labels and files, in several documents', () => {
    const many = (count: number, line: (at: number) => string) =>
      Array.from({ length: count }, (_, at) => line(at)).join('');
    const files = many(3000, (at) => `  - other${at}.yaml\n`);
    const labelsOf = (name: string) => `commonLabels:\n${many(3000, (at) => `  ${name}${at}: web\n`)}`;
    const kustomization = `resources:\n${files}  - set.yaml\n${labelsOf('l')}---\nresources: [set.yaml]\n${labelsOf('m')}`;
    const isToldOf = (labels: string) =>
      rulesOf(kustomization, set(matching(labels))).includes('selector-template-mismatch');
    assert.equal(isToldOf('l7: x, m2999: x'), false);
    assert.equal(isToldOf('l7: x, l3000: x'), true);
  });
});
