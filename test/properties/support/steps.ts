import assert from 'node:assert/strict';
import type { AnalysisHost } from '../../../server/src/analysis/analysisHost.ts';
import { told } from '../../support/told.ts';
import { openWorkspace, problemsOf, uriOf } from '../../support/workspace.ts';
import type { Case, Property } from './property.ts';
import type { Random } from './random.ts';
import { applyEdit, randomEdit } from './texts.ts';

/**
 * Files of one application are opened, typed in, closed, written and removed, kustomizations among them: after each step
 * the open ones have the problems that they have where everything is read as it is then. The input is one text, so that it
 * can be made smaller: `# step: WHAT FILE` begins each step, and below it stands what the file holds from then on.
 */
export function stepsProperty(seeds: readonly string[]): Property {
  return {
    name: 'files that come, change and go are known as they are',
    make: (random) => ({ text: randomSteps(random, seeds), edits: [], seed: random.below(2 ** 31) }),
    check: isKnownAsItIs,
  };
}

const names = ['base/a.yaml', 'base/b.yaml', 'base/kustomization.yaml', 'prod/kustomization.yaml', 'prod/a.yaml'];

function randomSteps(random: Random, seeds: readonly string[]): string {
  const documents = random.isOneIn(3)
    ? [random.pick(seeds), random.pick(seeds)].join('\n---\n').split(/^---$/m)
    : Array.from({ length: 4 }, () => `\n${randomObject(random)}`);
  const contents = new Map<string, string>();
  const steps: string[] = [];
  for (let count = 4 + random.below(8); count > 0; count--) {
    const name = random.pick(names);
    const what = random.pick(['open', 'open', 'type', 'type', 'write', 'close', 'remove']);
    const old = contents.get(name);
    const content =
      what === 'type' && old !== undefined && !random.isOneIn(4)
        ? changed(random, old, seeds)
        : name.endsWith('kustomization.yaml')
          ? randomKustomization(random)
          : documents.filter(() => random.isOneIn(2)).join('---');
    if (what !== 'close' && what !== 'remove') contents.set(name, content);
    steps.push(`# step: ${what} ${name}\n${what === 'close' || what === 'remove' ? '' : `${content.trimEnd()}\n`}`);
  }
  return steps.join('');
}

/** One of few objects, which fit together or nearly so. */
function randomObject(random: Random): string {
  const name = () => random.pick(['web', 'web', 'db']);
  const label = () => random.pick(['app: web', 'app: web', 'app: wbe', 'app: db', 'tier: a']);
  const matched = () => random.pick([`  selector: {matchLabels: {${label()}}}\n`, '  selector: {}\n', '']);
  const labels = () => random.pick([`metadata: {labels: {${label()}}}, `, '']);
  const containers = `containers: [{name: app, image: "nginx:1.29", envFrom: [{configMapRef: {name: ${name()}}}]}]`;
  return random.pick([
    () =>
      `apiVersion: apps/v1\nkind: StatefulSet\nmetadata: {name: ${name()}}\nspec:\n  serviceName: ${name()}\n${matched()}  template: {${labels()}spec: {${containers}}}\n`,
    () =>
      `apiVersion: v1\nkind: Service\nmetadata: {name: ${name()}}\nspec: {clusterIP: None, ports: [{port: 80}], selector: {${label()}}}\n`,
    () =>
      `apiVersion: policy/v1\nkind: PodDisruptionBudget\nmetadata: {name: ${name()}}\nspec:\n  maxUnavailable: 1\n${matched()}`,
    () => `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: ${name()}}\ndata: {a: b}\n`,
  ])();
}

function changed(random: Random, text: string, seeds: readonly string[]): string {
  return random.isOneIn(3) ? `# c\n${text}` : applyEdit(text, randomEdit(random, text, seeds));
}

function randomKustomization(random: Random): string {
  const some = (lines: readonly string[]) => lines.filter(() => random.isOneIn(3)).join('');
  const resources = random.pick(['a.yaml, b.yaml', 'a.yaml', '../base', '../base/a.yaml, ../base/b.yaml, a.yaml']);
  return `resources: [${resources}]\n${some([
    'commonLabels: {app: web}\n',
    'labels:\n- pairs: {app: db}\n  includeSelectors: true\n- pairs: {tier: a}\n  includeTemplates: true\n',
    'patches:\n- path: b.yaml\n- path: ../base/a.yaml\n',
    'patchesStrategicMerge: [a.yaml, a.yaml]\n',
    'namespace: shop\n',
    'configMapGenerator:\n- name: web\n  literals: [a=b]\n',
    `---\nresources: [${resources}]\ncommonLabels: {app: web}\n`,
  ])}`;
}

interface Step {
  readonly what: string;
  readonly name: string;
  readonly content: string;
}

function stepsIn(text: string): Step[] {
  return Array.from(text.matchAll(/^# step: (\w+) (\S+)\n((?:(?!# step: ).*(?:\n|$))*)/gm), (match) => {
    const [, what = '', name = '', content = ''] = match;
    return { what, name, content };
  });
}

function isKnownAsItIs({ text }: Case): number {
  const host = openWorkspace({});
  const open = new Map<string, string>();
  const disk = new Map<string, string>();
  let checks = 0;
  for (const [at, step] of stepsIn(text).entries()) {
    take(host, step, { open, disk, version: at + 1 });
    const fresh = openWorkspace({});
    for (const [name, content] of disk) fresh.setFile(uriOf(name), content);
    for (const [name, content] of open) fresh.open(uriOf(name), 1, content);
    for (const name of open.keys()) {
      assert.deepEqual(told(problemsOf(host, name)), told(problemsOf(fresh, name)), `${name} after step ${at + 1}`);
      checks++;
    }
  }
  return checks;
}

/** What the editor and the disk hold. */
interface Held {
  readonly open: Map<string, string>;
  readonly disk: Map<string, string>;
  readonly version: number;
}

function take(host: AnalysisHost, { what, name, content }: Step, { open, disk, version }: Held): void {
  const uri = uriOf(name);
  const old = open.get(name);
  if (what === 'open' || what === 'type') {
    if (what === 'open' || old === undefined) host.open(uri, version, content);
    else host.edit(uri, version, [difference(old, content)]);
    open.set(name, content);
  } else if (what === 'close' && old !== undefined) {
    host.close(uri, disk.get(name));
    open.delete(name);
  } else if (what === 'write') {
    host.setFile(uri, content);
    disk.set(name, content);
  } else if (what === 'remove' && old === undefined) {
    host.removeFile(uri);
    disk.delete(name);
  }
}

/** The edit between what two texts have in common at their beginnings and ends. */
function difference(old: string, now: string) {
  const most = Math.min(old.length, now.length);
  let start = 0;
  while (start < most && old[start] === now[start]) start++;
  let kept = 0;
  while (kept < most - start && old.at(-1 - kept) === now.at(-1 - kept)) kept++;
  return { start, end: old.length - kept, newText: now.slice(start, now.length - kept) };
}
