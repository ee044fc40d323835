import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { type CliRun, makeFolder, runCli } from '../support/cli.ts';

interface Shape {
  readonly replicas?: number;
  readonly image?: string;
  readonly more?: string;
  readonly claims?: boolean;
}

function set({ replicas = 2, image = 'app:1', more = '', claims = false }: Shape = {}): string {
  const templates =
    '  volumeClaimTemplates: [{ metadata: { name: data }, spec: { accessModes: [ReadWriteOnce], resources: { requests: { storage: 1Gi } } } }]\n';
  return `apiVersion: apps/v1
kind: StatefulSet
metadata: { name: web }
spec:
  serviceName: web
  replicas: ${replicas}
${more}  selector: { matchLabels: { app: web } }
  template:
    metadata: { labels: { app: web } }
    spec:
      containers: [{ name: app, image: "${image}" }, { name: log, image: "log:1" }]
${claims ? templates : ''}`;
}

/** Runs `statefulset rollout` in a folder with these files. */
function rollout(files: Readonly<Record<string, string>>, ...args: readonly string[]): CliRun {
  const { folder, remove } = makeFolder({ '.git/HEAD': '', ...files });
  try {
    return runCli(['rollout', ...args], { cwd: folder });
  } finally {
    remove();
  }
}

function story(text: string, ...then: readonly string[]): string {
  const run = rollout({ 'web.yaml': text }, 'web.yaml', ...then.flatMap((step) => ['--then', step]));
  assert.equal(run.code, 0, run.stderr);
  return run.stdout;
}

/** The part of a story below a headline. */
function chapter(text: string, title: string): string {
  const parts = text.split('\n\n').map((part) => part.trimEnd());
  const found = parts.find((part) => part.startsWith(`${title}\n`));
  assert.ok(found, `"${title}" is told in ${text}`);
  return found;
}

describe('statefulset rollout', () => {
  test('tells in order who comes, who waits for whom, and what remains', () => {
    const told = chapter(story(set({ claims: true })), 'Create web from web.yaml')
      .split('\n')
      .slice(1);
    assert.deepEqual(
      told.map((line) => line.trim()),
      [
        '1  The Pod template becomes revision 1',
        '2  Claim data-web-0 is created',
        '3  web-0 is created with app:1 (revision 1)',
        'waits: web-0 is not ready, so no further Pod is created',
        '4  web-0 is ready',
        '5  Claim data-web-1 is created',
        '6  web-1 is created with app:1 (revision 1)',
        '7  web-1 is ready',
        '2 of 2 Pods are ready, all of the newest revision',
      ],
    );
  });

  test('goes on with scale, image, partition and Pods deleted by hand', () => {
    const told = story(set(), 'scale=3', 'partition=2', 'image=app:2', 'delete-pod=web-1');
    assert.match(chapter(told, 'Scale to 3'), /web-2 is created with app:1/);
    const update = chapter(told, 'Set the image to app:2, log:1');
    assert.match(update, /web-2 comes back with app:2 \(revision 2\)/);
    assert.match(update, /at rest: web-0 keeps the old revision because partition is 2/);
    assert.doesNotMatch(update, /web-1 comes back/);
    assert.match(chapter(told, 'Delete Pod web-1 by hand'), /web-1 comes back with app:1: it keeps the old revision/);
  });

  test('changes the image of the container that is named', () => {
    const told = story(set({ replicas: 1 }), 'image=log=log:2');
    assert.match(chapter(told, 'Set the image to app:1, log:2'), /becomes revision 2/);
    const wrong = rollout({ 'web.yaml': set() }, 'web.yaml', '--then', 'image=lag=log:2');
    assert.match(wrong.stderr, /no container "lag" for --then image=lag=log:2; the set has "app", "log"/);
    assert.equal(wrong.code, 2);
  });

  test('says how a broken update is stuck, and what frees it', () => {
    const told = story(set(), 'image=app:broken', 'image=app:1', 'delete-pod=web-1');
    assert.match(
      chapter(told, 'Set the image to app:broken, log:1'),
      /at rest: web-1 is not ready, so the update does not go on/,
    );
    assert.match(chapter(told, 'Set the image to app:1, log:1'), /at rest: web-1 .* delete it by hand/);
    assert.match(chapter(told, 'Delete Pod web-1 by hand'), /web-1 is ready\n.*2 of 2 Pods are ready/);
  });

  test('tells what stays when the set gets smaller or goes', () => {
    const told = story(set({ claims: true }), 'scale=1', 'delete');
    assert.match(chapter(told, 'Scale to 1'), /Claim data-web-1 stays, with the data/);
    assert.match(chapter(told, 'Delete the set'), /Claims data-web-0, data-web-1 stay, with the data/);
    const orphans = story(set(), 'delete=orphan');
    assert.doesNotMatch(chapter(orphans, 'Delete the set, but not its Pods'), /is gone/);
  });

  test('says that a set without Pods is deleted, and which Pods stay without it', () => {
    const empty = story(set({ claims: true }), 'scale=0', 'delete');
    assert.match(chapter(empty, 'Delete the set'), /The set is deleted; it had no Pods\n.*data-web-0, data-web-1 stay/);
    const orphans = chapter(story(set(), 'delete=orphan'), 'Delete the set, but not its Pods');
    assert.match(orphans, /The set is deleted; web-0, web-1 stay, with no controller/);
    const same = chapter(story(set(), 'partition=1'), 'Set partition to 1');
    assert.match(same, /Nothing happens to Pods and claims/);
  });

  test('applies another manifest of the set, which a file with several sets may hold', () => {
    const other = set().replace('name: web }', 'name: db }');
    const files = { 'web.yaml': set(), 'next.yaml': `${other}---\n${set({ image: 'app:7' })}` };
    const run = rollout(files, 'web.yaml', '--then', 'next.yaml', '--then', 'scale=0');
    assert.match(chapter(run.stdout, 'Apply next.yaml'), /web-1 comes back with app:7/);
    assert.match(rollout(files, 'next.yaml').stderr, /holds the StatefulSets db, web; say which with --name/);
    assert.match(rollout(files, 'next.yaml', '--name', 'db').stdout, /db-0 is created/);
  });

  test('tells what Kubernetes refuses', () => {
    const files = { 'web.yaml': set(), 'other.yaml': set().replace('serviceName: web', 'serviceName: other') };
    const run = rollout(files, 'web.yaml', '--then', 'other.yaml');
    assert.match(
      chapter(run.stdout, 'Apply other.yaml'),
      /Kubernetes refuses this: spec\.serviceName cannot change after creation/,
    );
    assert.equal(run.code, 1);
    const half = rollout({ 'web.yaml': 'kind: StatefulSet\nmetadata: { name: web }\n' }, 'web.yaml');
    assert.match(half.stdout, /Kubernetes refuses this: .*apiVersion.* \(web\.yaml:1:7\)/);
  });

  test('refuses what the check refuses, in its words and with the places', () => {
    const probe = set().replace('image: ', 'livenessProbe: { tcpSocket: { port: 0 } }, image: ');
    const run = rollout({ 'web.yaml': probe }, 'web.yaml', '--then', 'scale=5');
    assert.match(
      chapter(run.stdout, 'Create web from web.yaml'),
      /^ {2}Kubernetes refuses this: .*\(web\.yaml:\d+:\d+\)$/m,
    );
    assert.doesNotMatch(run.stdout, /web-0 is created/);
    assert.equal(run.code, 1);
    const told = JSON.parse(rollout({ 'web.yaml': probe }, 'web.yaml', '--format', 'json').stdout);
    assert.match(told.steps[0].refused, /^Kubernetes refuses this: /);
    const old = rollout({ 'web.yaml': probe }, 'web.yaml', '--kubernetes-version', '1.33');
    assert.match(old.stdout, /Kubernetes takes the set, but refuses its Pods or claims: /);
    const changed = rollout(
      { 'web.yaml': set(), 'next.yaml': probe },
      'web.yaml',
      '--then',
      'next.yaml',
      '--then',
      'scale=0',
    );
    assert.match(chapter(changed.stdout, 'Apply next.yaml'), /Kubernetes refuses this: .*\(next\.yaml:/);
    assert.match(changed.stdout, /web-0 is gone/);
  });

  test('plays no template', () => {
    const run = rollout({ 'web.yaml': set().replace(/replicas: \d/, 'replicas: {{ .Values.replicas }}') }, 'web.yaml');
    assert.equal(run.code, 2);
    assert.match(run.stderr, /is a template; render it first/);
  });

  test('plays the chosen version', () => {
    const more = '  updateStrategy: { rollingUpdate: { maxUnavailable: 2 } }\n';
    const files = { 'web.yaml': set({ more, replicas: 4 }) };
    const args = ['web.yaml', '--then', 'image=app:2', '--kubernetes-version'];
    const before = rollout(files, ...args, '1.36').stdout;
    const after = rollout(files, ...args, '1.37').stdout;
    const bothGo = /web-3 is asked to go[^\n]*\n[^\n]*web-2 is asked to go/;
    assert.doesNotMatch(before, bothGo);
    assert.match(after, bothGo);
  });

  test('shortens long steps unless all is asked for', () => {
    const files = { 'web.yaml': set({ replicas: 40 }) };
    const short = rollout(files, 'web.yaml').stdout.split('\n');
    assert.ok(short.length < 60 && short.some((line) => /… \d+ lines more \(--all shows them\)/.test(line)));
    assert.match(short.at(-2)!, /40 of 40 Pods are ready/);
    const whole = rollout(files, 'web.yaml', '--all').stdout;
    for (let pod = 0; pod < 40; pod++) assert.match(whole, new RegExp(`web-${pod} is ready$`, 'm'));
  });

  test('says what cannot be', () => {
    const files = {
      'web.yaml': set(),
      'big.yaml': set({ replicas: 300 }),
      'svc.yaml': 'kind: Service\napiVersion: v1\n',
      'bad.yaml': `${set()}}`,
    };
    const cases: readonly (readonly [RegExp, ...string[]])[] = [
      [/which file\?/],
      [/one file at a time; write --then svc\.yaml/, 'web.yaml', 'svc.yaml'],
      [/knows no step "scael"; did you mean "scale"\?/, 'web.yaml', '--then', 'scael=3'],
      [/--then scale=x needs a whole number/, 'web.yaml', '--then', 'scale=x'],
      [/--then image= lacks what stands behind/, 'web.yaml', '--then', 'image='],
      [/cannot read nowhere\.yaml: there is no such file/, 'nowhere.yaml'],
      [/cannot read restart: there is no such file/, 'web.yaml', '--then', 'restart'],
      [/there is no StatefulSet in svc\.yaml/, 'svc.yaml'],
      [/web wants 300 Pods, more than the 250/, 'big.yaml'],
      [/bad\.yaml is not YAML/, 'bad.yaml'],
      [/--kubernetes-version takes/, 'web.yaml', '--kubernetes-version', '1.20'],
    ];
    for (const [message, ...args] of cases) {
      const run = rollout(files, ...args);
      assert.match(run.stderr, message);
      assert.equal(run.code, 2, run.stderr);
    }
  });
});

describe('statefulset rollout --steps', () => {
  const steps = [
    { create: set({ claims: true }) },
    { patch: { spec: { replicas: 1 } } },
    { patch: { spec: { serviceName: 'other' } } },
    { deletePod: 'web-0' },
    { deleteSet: 'Background' },
  ];

  test('gives traces, status and details in the shape of a recording', () => {
    const files = {
      'steps.json': JSON.stringify({ id: 'any', steps: steps.map((step) => ({ step, trace: ['old'] })) }),
    };
    const run = rollout(files, '--steps', 'steps.json', '--format', 'json');
    assert.equal(run.code, 0, run.stderr);
    const told = JSON.parse(run.stdout);
    assert.deepEqual(Object.keys(told), ['steps', 'details']);
    assert.deepEqual(told.steps[0].step, steps[0]);
    assert.deepEqual(told.steps[0].trace.slice(0, 3), ['claim data-web-0', 'create web-0 app:1', 'ready web-0']);
    assert.deepEqual(told.steps[1].trace, ['delete web-1', 'gone web-1']);
    assert.deepEqual(told.steps[1].status, {
      replicas: 1,
      readyReplicas: 1,
      currentReplicas: 1,
      updatedReplicas: 1,
      updated: true,
    });
    assert.match(told.steps[2].refused, /^StatefulSet\.apps "web" is invalid: spec/);
    assert.deepEqual(told.steps[4], { step: steps[4], trace: ['delete web-0', 'gone web-0'] });
    assert.deepEqual(told.details['web-1'].volumes, [
      { name: 'data', persistentVolumeClaim: { claimName: 'data-web-1' } },
    ]);
    assert.deepEqual(told.details['claim data-web-0'].labels, { app: 'web' });
  });

  test('gives the same shape for --then, and takes steps from standard input', () => {
    const run = rollout({ 'web.yaml': set() }, 'web.yaml', '--then', 'scale=1', '--format', 'json');
    assert.deepEqual(JSON.parse(run.stdout).steps[1].step, { patch: { spec: { replicas: 1 } } });
    const piped = runCli(['rollout', '--steps', '-'], { input: JSON.stringify({ steps: [{ step: steps[0] }] }) });
    assert.match(piped.stdout, /^Create the set\n/);
  });

  test('reads scalars as Kubernetes does, and refuses what is no YAML', () => {
    const create = set().replace('replicas: 2', 'replicas: 0x1');
    const broken = `${set()} : {`;
    const input = JSON.stringify({ steps: [{ step: { create } }, { step: { create: broken } }] });
    const told = JSON.parse(runCli(['rollout', '--steps', '-', '--format', 'json'], { input }).stdout);
    assert.deepEqual(told.steps[0].trace, ['create web-0 app:1', 'ready web-0']);
    assert.match(told.steps[1].refused, /not YAML/);
  });

  test('says which step is wrong', () => {
    const wrong: readonly (readonly [unknown, RegExp])[] = [
      ['nothing', /has no list "steps"/],
      [{ steps: [{ step: { scale: 3 } }] }, /step 1: there is no step "scale"; there are create, replace, patch/],
      [{ steps: [{ step: steps[0] }, {}] }, /step 2: it has no object "step"/],
      [{ steps: [{ step: { deletePod: 1 } }] }, /"deletePod" takes a name/],
      [{ steps: [{ step: { deleteSet: 'Now' } }] }, /takes Background, Foreground or Orphan/],
    ];
    for (const [data, message] of wrong) {
      const run = runCli(['rollout', '--steps', '-'], { input: JSON.stringify(data) });
      assert.match(run.stderr, message);
      assert.equal(run.code, 2);
    }
    assert.match(runCli(['rollout', '--steps', '-'], { input: '{' }).stderr, /- is not JSON/);
  });
});
