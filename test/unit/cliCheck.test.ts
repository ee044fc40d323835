import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { after, describe, test } from 'node:test';
import { newestMinor } from '../../server/src/schema/minor.ts';
import { makeFolder, runCli } from '../support/cli.ts';

const service =
  'apiVersion: v1\nkind: Service\nmetadata:\n  name: web\nspec:\n  clusterIP: None\n  selector:\n    app: web\n';
const good = `apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: web
  namespace: shop
spec:
  serviceName: web
  selector:
    matchLabels:
      app: web
  template:
    metadata:
      labels:
        app: web
    spec:
      containers:
        - name: app
          image: nginx:1.29
`;
const bad = good.replace('serviceName: web', 'serviceNam: web');

const { folder, remove } = makeFolder({
  'good/set.yaml': good,
  'good/service.yml': service,
  'good/other.txt': 'not: looked at',
  'good/node_modules/x.yaml': bad,
  'bad/set.yaml': bad,
  'settings/.statefulset.yaml':
    'kubernetesVersion: "1.30"\nrules:\n  unknown-field: warning\n  service-name-missing: off\nexclude: ["left-out/"]\n',
  'settings/set.yaml': bad,
  'settings/left-out/set.yaml': bad,
  'wrong/.statefulset.yaml': 'kubernetesVersion: "9"\nrules: []\n',
  'wrong/set.yaml': good,
});
after(remove);

describe('statefulset check', () => {
  test('finds nothing in a set with its Service, and ends with 0', () => {
    const { code, stdout } = runCli(['check', path.join(folder, 'good')]);
    assert.equal(stdout.trim(), `2 files checked against Kubernetes ${newestMinor}: no problems`);
    assert.equal(code, 0);
  });

  test('shows file, line, column, severity, message, rule and the line with a caret, and ends with 1', () => {
    const { code, stdout } = runCli(['check', 'bad'], { cwd: folder });
    const lines = stdout.split('\n');
    const at = lines.findIndex((line) => line.includes('[unknown-field]'));
    assert.match(lines[at]!, /^bad\/set\.yaml:7:3: error: .*serviceNam.*\[unknown-field\]$/);
    assert.equal(lines[at + 1], '  7 |   serviceNam: web');
    assert.equal(lines[at + 2], '    |   ^^^^^^^^^^');
    assert.equal(code, 1);
  });

  test('gives JSON with every file, positions from 1 and the object', () => {
    const { code, stdout } = runCli(['check', '--format', 'json', '.'], { cwd: path.join(folder) });
    const report = JSON.parse(stdout);
    assert.equal(report.kubernetesVersion, newestMinor);
    assert.deepEqual(report.files.map((file: { path: string }) => file.path).sort(), [
      'bad/set.yaml',
      'good/service.yml',
      'good/set.yaml',
      'settings/left-out/set.yaml',
      'settings/set.yaml',
      'wrong/set.yaml',
    ]);
    const [found] = report.files
      .find((file: { path: string }) => file.path === 'bad/set.yaml')
      .diagnostics.filter((diagnostic: { code: string }) => diagnostic.code === 'unknown-field');
    assert.equal(found.severity, 'error');
    assert.equal(found.field, 'spec.serviceNam');
    assert.deepEqual(found.object, { apiVersion: 'apps/v1', kind: 'StatefulSet', namespace: 'shop', name: 'web' });
    assert.deepEqual([found.line, found.column, found.endLine, found.endColumn], [7, 3, 7, 13]);
    assert.equal(report.summary.files, 6);
    assert.equal(report.summary.filesWithObjects, 6);
    assert.ok(report.summary.error >= 1);
    assert.equal(code, 1);
  });

  test('gives SARIF that names rules and places', () => {
    const { stdout } = runCli(['check', '--format', 'sarif', 'bad/set.yaml'], { cwd: folder });
    const [run] = JSON.parse(stdout).runs;
    assert.equal(JSON.parse(stdout).version, '2.1.0');
    const result = run.results.find((candidate: { ruleId: string }) => candidate.ruleId === 'unknown-field');
    assert.equal(result.level, 'error');
    assert.equal(result.locations[0].physicalLocation.artifactLocation.uri, 'bad/set.yaml');
    assert.equal(result.locations[0].physicalLocation.region.startLine, 7);
    const rule = run.tool.driver.rules.find(({ id }: { id: string }) => id === 'unknown-field');
    assert.deepEqual(rule.defaultConfiguration, { level: 'error' });
    for (const { text } of [rule.shortDescription, rule.fullDescription, rule.help]) assert.doesNotMatch(text, /[`#]/);
    assert.ok(rule.help.text.startsWith(rule.shortDescription.text));
    assert.ok(rule.help.text.includes(rule.fullDescription.text));
    assert.match(rule.help.markdown, /^# unknown-field\n[\s\S]*\n## Fix\n/);
  });

  test('reads standard input', () => {
    const { code, stdout } = runCli(['check', '-', '--format', 'json'], { input: bad });
    const report = JSON.parse(stdout);
    assert.equal(report.files[0].path, '-');
    assert.equal(report.summary.error, 1);
    assert.equal(code, 1);
  });

  test('says that nothing came through standard input', () => {
    const { code, stderr } = runCli(['check', '-'], { input: '' });
    assert.deepEqual([code, stderr], [0, 'statefulset: nothing came through standard input\n']);
    assert.equal(runCli(['check', '-'], { input: '\n' }).stderr, '');
  });

  test('leaves out what is milder than --min-severity', () => {
    const { stdout } = runCli(['check', '--min-severity', 'error', 'bad'], { cwd: folder });
    assert.match(stdout, /1 error$/m);
  });

  test('counts the settings file of the folder: version, severities, exclusions', () => {
    const { code, stdout } = runCli(['check', '--format', 'json', 'settings'], { cwd: folder });
    const report = JSON.parse(stdout);
    assert.equal(report.kubernetesVersion, '1.30');
    assert.ok(report.files.every((file: { path: string }) => !file.path.includes('left-out')));
    const codes = report.files.flatMap(
      (file: { diagnostics: { code: string; severity: string }[] }) => file.diagnostics,
    );
    assert.deepEqual(
      codes.map(({ code: id, severity }: { code: string; severity: string }) => `${id} ${severity}`),
      ['unknown-field warning'],
    );
    assert.equal(code, 0);
  });

  test('names what is wrong in a settings file and goes on', () => {
    const { code, stderr } = runCli(['check', 'wrong/set.yaml'], { cwd: folder });
    assert.match(stderr, /kubernetesVersion/);
    assert.match(stderr, /rules/);
    assert.equal(code, 0);
  });

  test('names files that cannot be read, checks the rest, and ends with 2', () => {
    const { code, stdout, stderr } = runCli(['check', 'nowhere.yaml', 'bad'], { cwd: folder });
    assert.match(stderr, /nowhere\.yaml: there is no such file/);
    assert.match(stdout, /unknown-field/);
    assert.equal(code, 2);
  });

  for (const [args, words] of [
    [['check', '--format', 'xml'], /--format takes text, json, sarif, not "xml"/],
    [['check', '--kubernetes-version', '2.0'], /--kubernetes-version takes 1\.29 to 1\.37/],
    [['check', '--nonsense'], /--nonsense/],
    [['chekc'], /no command "chekc"; did you mean "check"\?/],
    [['toString'], /no command "toString"/],
    [['check', '--fromat', 'json'], /--fromat.*did you mean "--format"\?/],
    [['check', '--min-severity', 'warn'], /--min-severity takes error, warning, information, hint, not "warn"/],
    [['check', '--platform', 'aws'], /--platform knows no "aws"; did you mean "eks"\?/],
    [['check', '--platform', 'EKS'], /--platform knows no "EKS"; did you mean "eks"\?/],
    [['preview', '--platform', 'nowhere-at-all'], /--platform takes eks, .*not "nowhere-at-all"/],
  ] as const) {
    test(`wrong usage: ${args.join(' ')}`, () => {
      const { code, stderr } = runCli(args);
      assert.match(stderr, words);
      assert.equal(code, 2);
    });
  }

  test('says which file and line of the settings does not count, and what was meant', () => {
    const made = makeFolder({
      '.statefulset.yaml': 'kubernetesVersion: 1.30\nplatfrom: eks\nrules:\n  unknown-feild: off\n  wrong-type: [\n',
      'set.yaml': good,
    });
    try {
      const { code, stderr, stdout } = runCli(['check', 'set.yaml'], { cwd: made.folder });
      assert.match(
        stderr,
        /^statefulset: \.statefulset\.yaml:2: There is no setting "platfrom"; did you mean "platform"\?$/m,
      );
      assert.match(
        stderr,
        /^statefulset: \.statefulset\.yaml:4: There is no rule "unknown-feild"; did you mean "unknown-field"\?$/m,
      );
      assert.match(stderr, /^statefulset: \.statefulset\.yaml:[56]: /m);
      assert.match(stdout, /Kubernetes 1\.30/);
      assert.equal(code, 0);
    } finally {
      made.remove();
    }
  });

  test('names a settings file that is called otherwise', () => {
    const made = makeFolder({ '.statefulset.json': '{}', '.git/HEAD': '', 'set.yaml': good });
    try {
      const { stderr } = runCli(['check', 'set.yaml'], { cwd: made.folder });
      assert.match(stderr, /\.statefulset\.json is not read; call it \.statefulset\.yaml/);
    } finally {
      made.remove();
    }
  });

  test('tells files with Kubernetes objects from others', () => {
    const made = makeFolder({ 'a.yaml': service, 'b.yaml': 'x: 1\n', 'c/d.yaml': 'x: 1\n' });
    try {
      const all = runCli(['check', made.folder]).stdout.trim();
      assert.equal(all, `3 files checked against Kubernetes ${newestMinor}, 1 with Kubernetes objects: no problems`);
      const none = runCli(['check', path.join(made.folder, 'c')]).stdout.trim();
      assert.equal(none, `1 file checked against Kubernetes ${newestMinor}, none with Kubernetes objects: no problems`);
    } finally {
      made.remove();
    }
  });

  test('takes globs with alternatives, and endings in capitals', () => {
    const made = makeFolder({
      '.statefulset.yaml': 'exclude: ["out/*.{yaml,yml}", "left/"]\n',
      'left/a.yaml': service,
      'empty/readme.md': '',
      'out/a.yaml': service,
      'out/b.yml': service,
      'out/c.json': '{}',
      'SVC.YAML': service,
    });
    try {
      const report = JSON.parse(runCli(['check', '.', '--format', 'json'], { cwd: made.folder }).stdout);
      assert.deepEqual(
        report.files.map((file: { path: string }) => file.path),
        ['SVC.YAML', 'out/c.json'],
      );
      const none = runCli(['check', 'left'], { cwd: made.folder });
      assert.match(none.stderr, /^statefulset: the settings leave out all that was found \("exclude"\)$/m);
      const empty = runCli(['check', 'empty'], { cwd: made.folder });
      assert.deepEqual([empty.code, empty.stderr], [0, '']);
    } finally {
      made.remove();
    }
  });

  test('cuts a long line around the problem, and not the message', () => {
    const long = `{"apiVersion": "v1", "kind": "Service", "metadata": {"name": "web", "annotations": {"a": "${'x'.repeat(100_000)}"}}, "spek": {}, "z": "${'y'.repeat(100_000)}"}`;
    const { stdout } = runCli(['check', '-'], { input: long });
    const lines = stdout.split('\n');
    const at = lines.findIndex((line) => line.includes('"spek"'));
    assert.match(lines[at]!, /The Service has no field "spek"; did you mean "spec"\? /);
    assert.match(lines[at + 1]!, /^ {2}1 \| …x+"\}\}, "spek": \{\}, "z": "y+…$/);
    assert.equal(lines[at + 1]!.indexOf('"spek"'), lines[at + 2]!.indexOf('^'));
    assert.ok(lines.every((line) => line.length < 300));
  });

  test('knows what lies beside a named file, without a report of it', () => {
    const elsewhere = service.replace('name: web', 'name: other');
    const made = makeFolder({
      'set.yaml': good,
      'svc.yml': service,
      'bad.json': '{"apiVersion": "v1", "kind": "Service", "spek": {}}',
      'alone/set.yaml': good,
      'alone/.statefulset.yaml': 'exclude: [svc.yaml]\n',
      'alone/svc.yaml': service,
      'alone/other.yaml': elsewhere,
      'alone/below/svc.yaml': service,
    });
    try {
      const known = runCli(['check', 'set.yaml'], { cwd: made.folder });
      assert.equal(known.stdout.trim(), `1 file checked against Kubernetes ${newestMinor}: no problems`);
      const unknown = runCli(['check', 'alone/set.yaml', '--format', 'json'], { cwd: made.folder });
      const report = JSON.parse(unknown.stdout);
      assert.deepEqual(
        report.files.map((file: { path: string }) => file.path),
        ['alone/set.yaml'],
      );
      assert.deepEqual(
        report.files[0].diagnostics.map(({ code }: { code: string }) => code),
        ['service-name-unresolved'],
      );
    } finally {
      made.remove();
    }
  });

  test('does not read a folder of very many files for the sake of one', () => {
    const many = Object.fromEntries(Array.from({ length: 501 }, (_, i) => [`${i}.yaml`, service]));
    const made = makeFolder({ ...many, 'set.yaml': good });
    try {
      assert.match(runCli(['check', 'set.yaml'], { cwd: made.folder }).stdout, /service-name-unresolved/);
    } finally {
      made.remove();
    }
  });

  test('does not count the settings file as a manifest', () => {
    const { stdout } = runCli(['check', '.'], { cwd: path.join(folder, 'settings') });
    assert.match(stdout, /1 file checked/);
  });

  test('says when there was nothing to check', () => {
    const made = makeFolder({ 'a.txt': 'x' });
    try {
      assert.match(runCli(['check', made.folder]).stdout, /^Nothing was checked/);
    } finally {
      made.remove();
    }
  });

  test('helps', () => {
    assert.match(runCli(['--help']).stdout, /check\s+says what Kubernetes refuses/);
    assert.match(runCli(['check', '--help']).stdout, /--min-severity/);
    assert.match(runCli([]).stdout, /Usage/);
  });

  test('loops of symbolic links end, and UTF-16 files are read', () => {
    const made = makeFolder({ 'a/x.yaml': good });
    try {
      fs.symlinkSync(path.join(made.folder, 'a'), path.join(made.folder, 'a/again'));
      fs.writeFileSync(path.join(made.folder, 'b.yaml'), Buffer.from(`\ufeff${bad}`, 'utf16le'));
      const { stdout } = runCli(['check', '--format', 'json', made.folder]);
      assert.deepEqual(JSON.parse(stdout).summary.error, 1);
      assert.equal(JSON.parse(stdout).summary.files, 2);
    } finally {
      made.remove();
    }
  });

  test('a kustomization makes a partial manifest a patch: what is missing is no error, what is unknown is', () => {
    const patch =
      'apiVersion: apps/v1\nkind: StatefulSet\nmetadata:\n  name: web\nspec:\n  replicas: 5\n  replica: 3\n';
    const made = makeFolder({ 'base/kustomization.yaml': 'patches:\n  - path: ../patch.yaml\n', 'patch.yaml': patch });
    try {
      const { stdout } = runCli(['check', '--format', 'json', '.'], { cwd: made.folder });
      const { diagnostics } = JSON.parse(stdout).files.find((file: { path: string }) => file.path === 'patch.yaml');
      assert.deepEqual(
        diagnostics.map((diagnostic: { code: string }) => diagnostic.code),
        ['unknown-field'],
      );
    } finally {
      made.remove();
    }
  });
});
