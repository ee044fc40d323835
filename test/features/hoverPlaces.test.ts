import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { neverCancelled } from '../../server/src/base/cancellation.ts';
import { hover } from '../../server/src/features/hover/hover.ts';
import { openWorkspace, uriOf } from '../support/workspace.ts';

/** The hover that there has to be at the `n`th place where a text stands in the first file, counted from 0. */
function hoverOf(files: Readonly<Record<string, string>>, at: string, n = 0): string {
  const [name, text] = Object.entries(files)[0]!;
  let offset = -1;
  for (let i = 0; i <= n; i++) offset = text.indexOf(at, offset + 1);
  assert.ok(offset >= 0, `no ${at}`);
  const snapshot = openWorkspace(files).snapshot();
  const found = hover(snapshot, uriOf(name), offset + 1, neverCancelled);
  assert.ok(found, `no hover at ${at}`);
  return found.markdown;
}

const set = (volumes: string, container: string) => ({
  'main.yaml': `apiVersion: apps/v1
kind: StatefulSet
metadata: {name: db}
spec:
  serviceName: db
  replicas: 2
  selector: {matchLabels: {app: db}}
  template:
    metadata: {labels: {app: db}}
    spec:
      volumes: [${volumes}]
      containers: [{name: app, ${container}}]
  volumeClaimTemplates:
    - metadata: {name: logs}
      spec: {accessModes: [ReadWriteOnce], resources: {requests: {storage: 1Gi}}}
    - metadata: {name: data}
      spec: {accessModes: [ReadWriteOnce], resources: {requests: {storage: 10Gi}}}
`,
});

describe('a volume is described by its source', () => {
  const ofClaims = /the claim `|lives outside the Pod|volume of its own/;
  const mount = 'image: redis, volumeMounts: [{name: v, mountPath: /tmp}]';
  const rows: readonly (readonly [source: string, words: RegExp])[] = [
    ['emptyDir: {}', /begins empty, outlives restarts of the container, and goes with the Pod/],
    ['hostPath: {path: /x}', /comes back on another node finds other data/],
    ['configMap: {name: x}', /cannot be written here/],
    ['secret: {secretName: x}', /cannot be written here/],
    ['persistentVolumeClaim: {claimName: x}', /All Pods of the set share this claim/],
    ['ephemeral: {volumeClaimTemplate: {spec: {accessModes: [ReadWriteOnce]}}}', /made for one Pod and goes with it/],
  ];
  for (const [source, words] of rows) {
    test(source, () => {
      const markdown = hoverOf(set(`{name: v, ${source}}`, mount), 'mountPath');
      assert.match(markdown, words);
      assert.doesNotMatch(markdown, ofClaims);
      assert.doesNotMatch(markdown, /Redis keeps/);
    });
  }
  test('of a claim template, by the claim of that template', () => {
    const markdown = hoverOf(set('', 'image: redis, volumeMounts: [{name: data, mountPath: /data}]'), 'mountPath');
    assert.match(markdown, /what the claim `data-db-0` holds/);
    assert.match(markdown, /Redis keeps its data in \/data/);
  });
  test('a claim template wins over a volume of its name', () => {
    const markdown = hoverOf(
      set('{name: data, emptyDir: {}}', 'image: x, volumeMounts: [{name: data, mountPath: /d}]'),
      'mountPath',
    );
    assert.match(markdown, /what the claim `data-db-0` holds/);
  });
  test('words of a default stand outside of the code', () => {
    assert.match(hoverOf(set('{name: v, emptyDir: {}}', mount), 'emptyDir'), /Default: `\{\}` where no other source/);
  });
  test('the empty value is written with quotes', () => {
    assert.match(hoverOf(set('{name: v, emptyDir: {medium: Memory}}', mount), 'Memory'), /Others: `""`/);
  });
  test('a written setting decides where the data is', () => {
    const text = set(
      '',
      'image: postgres, env: [{name: PGDATA, value: /x/y}], volumeMounts: [{name: data, mountPath: /x}]',
    );
    assert.match(hoverOf(text, 'mountPath'), /PostgreSQL keeps its data in `\/x\/y`, as `PGDATA` says/);
  });
});

describe('a quantity is told in the unit of its resource', () => {
  const resources = (text: string) => set('', `image: x, resources: {requests: {${text}}}`);
  const rows: readonly (readonly [text: string, at: string, words: RegExp])[] = [
    ['cpu: 250m', '250m', /: a quarter of a core/],
    ['cpu: 100m', '100m', /: a tenth of a core/],
    ['cpu: 300m', '300m', /: 0\.3 of a core/],
    ['cpu: 1500m', '1500m', /: 1\.5 cores/],
    ['cpu: "1"', '"1"', /: 1 core\n/],
    ['cpu: 2k', '2k', /: 2000 cores/],
    ['memory: 512Mi', '512Mi', /: 536,870,912 bytes[\s\S]*512Mi in binary units, 536\.87 MB in decimal ones/],
    ['memory: 100m', '100m', /: 1 byte, as parts of a byte are rounded up/],
    ['ephemeral-storage: 2G', '2G', /: 2,000,000,000 bytes/],
    ['hugepages-2Mi: 4Mi', '4Mi', /: 4,194,304 bytes/],
    ['example.com/gpu: 3', '3}', /: the number 3/],
  ];
  for (const [text, at, words] of rows) {
    test(text, () => {
      const markdown = hoverOf(resources(text), ` ${at}`);
      assert.match(markdown, words);
      if (text.startsWith('cpu')) assert.doesNotMatch(markdown, /bytes|Gi\b/);
      else assert.doesNotMatch(markdown, /CPU/);
      assert.doesNotMatch(markdown, /claim templates of/);
    });
  }
  test('a key says what the resource is', () => {
    assert.match(hoverOf(resources('cpu: 1'), 'cpu'), /\*\*cpu\*\*.*: CPU that the scheduler sets aside/);
    assert.match(hoverOf(set('', 'image: x'), 'storage: 10Gi'), /\*\*storage\*\*.*: the size of the volume/);
  });
});

describe('a Service', () => {
  const client = (name: string, spec: string) =>
    `apiVersion: v1\nkind: Service\nmetadata: {name: ${name}}\nspec: {${spec}, ports: [{port: 80}]}\n`;
  const others = set('', 'image: x');
  const at = (service: string, word: string) => hoverOf({ 'svc.yaml': service, ...others }, word);
  test('for clients names the set that it selects, and is not called headless', () => {
    const service = client('db-rw', 'selector: {app: db, statefulset.kubernetes.io/pod-name: db-0}');
    for (const word of ['Service', 'selector', 'spec', 'ports']) {
      const markdown = at(service, word);
      // Told where it is about that, and not again at each field.
      assert.equal(/for clients of `db`/.test(markdown), word === 'Service' || word === 'selector', word);
      assert.doesNotMatch(markdown, /names its governing Service|^\*\*Headless/);
    }
  });
  test('without a set names none', () => {
    const markdown = at(client('other', 'clusterIP: None, selector: {app: other}'), 'None');
    assert.doesNotMatch(markdown, /`web|`db|`other/);
    assert.match(markdown, /A set names its governing Service in `serviceName`/);
  });
  test('that governs names its set', () => {
    assert.match(at(client('db', 'clusterIP: None, selector: {app: db}'), 'None'), /`serviceName` of `db` names/);
  });
  test('may select by labels that the controller adds', () => {
    const service = client('db-rw', 'selector: {app: db, statefulset.kubernetes.io/pod-name: db-0}');
    assert.match(at(service, 'statefulset.kub'), /which the controller adds/);
    assert.doesNotMatch(at(service, 'selector'), /All of them must be on the Pod template/);
  });
});

describe('in a template', () => {
  const template = {
    'main.yaml': `apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: {{ include "x.fullname" . }}
spec:
  serviceName: {{ include "x.fullname" . }}-hl
  replicas: {{ .Values.replicas }}
  selector: {matchLabels: {app: db}}
  template:
    metadata: {labels: {app: db}}
    spec:
      containers: [{name: app, image: "x:{{ .Values.tag }}"}]
  volumeClaimTemplates:
    - metadata: {name: data}
      spec: {accessModes: [ReadWriteOnce], resources: {requests: {storage: 1Gi}}}
`,
  };
  test('nothing is filled in that only the rendered text tells', () => {
    const text = template['main.yaml'];
    let seen = 0;
    for (const { index } of text.matchAll(/[\w.-]+/g)) {
      const snapshot = openWorkspace(template).snapshot();
      const markdown = hover(snapshot, uriOf('main.yaml'), index + 1, neverCancelled)?.markdown ?? '';
      assert.doesNotMatch(markdown, /\{\{|not in the workspace|-0\b|`web|is `OrderedReady`|in all/);
      if (markdown !== '') seen++;
    }
    assert.ok(seen > 20);
  });
  test('what is written counts', () => {
    const text = template['main.yaml'].replace('{{ .Values.replicas }}', '3').replace(/name: \{\{.*\}\}/, 'name: db');
    const files = { 'main.yaml': text.replace('  selector', '  ordinals: {start: 0}\n  selector') };
    assert.match(hoverOf(files, 'replicas'), /Pods: `db-0, db-1, db-2`/);
  });
});

describe('objects beside a set', () => {
  const others = set('', 'image: x');
  test('an autoscaler is not told a number of Pods that it changes itself', () => {
    const scaler = `apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: {name: db}
spec: {maxReplicas: 9, scaleTargetRef: {apiVersion: apps/v1, kind: StatefulSet, name: db}}
`;
    for (const word of ['scaleTargetRef', 'metadata', 'name: db']) {
      assert.doesNotMatch(hoverOf({ 'hpa.yaml': scaler, ...others }, word), /db-\d/);
    }
  });
  test('a volume is not judged by the default class', () => {
    const volume = `apiVersion: v1
kind: PersistentVolume
metadata: {name: pv}
spec: {capacity: {storage: 1Ti}, accessModes: [ReadWriteMany], nfs: {server: a, path: /x}}
`;
    const storageClass = `apiVersion: storage.k8s.io/v1
kind: StorageClass
metadata: {name: fast, annotations: {storageclass.kubernetes.io/is-default-class: "true"}}
provisioner: ebs.csi.aws.com
`;
    const files = { 'pv.yaml': volume, 'class.yaml': storageClass };
    assert.doesNotMatch(hoverOf(files, 'ReadWriteMany'), /Class `fast`/);
    assert.doesNotMatch(hoverOf(files, 'capacity'), /CPU/);
  });
  test('a claim that a set made names its set, another one does not', () => {
    const claim = (name: string) => `apiVersion: v1
kind: PersistentVolumeClaim
metadata: {name: ${name}}
spec: {accessModes: [ReadWriteOnce], resources: {requests: {storage: 1Gi}}}
`;
    assert.match(hoverOf({ 'pvc.yaml': claim('data-db-1'), ...others }, 'PersistentVolumeClaim'), /`db`/);
    assert.doesNotMatch(hoverOf({ 'pvc.yaml': claim('other'), ...others }, 'PersistentVolumeClaim'), /db/);
  });
});

test('a patch leaves open what it does not write', () => {
  const patch = 'apiVersion: apps/v1\nkind: StatefulSet\nmetadata: {name: db}\nspec: {replicas: 5}\n';
  const kustomization =
    'apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\npatches: [{path: patch.yaml}]\n';
  const files = { 'patch.yaml': patch, 'kustomization.yaml': kustomization };
  for (const word of ['StatefulSet', 'name', 'replicas']) {
    assert.doesNotMatch(
      hoverOf(files, word),
      /db-\d|is `OrderedReady`|without claim templates|\n.*without `serviceName`/,
    );
  }
  assert.match(hoverOf({ 'other.yaml': patch, 'kustomization.yaml': kustomization }, 'replicas'), /db-0, db-1/);
});

describe('an address of a Pod', () => {
  const peers = (value: string) => set('', `image: x, env: [{name: PEERS, value: "${value}"}]`);
  test('says whose Pod it is', () => {
    const markdown = hoverOf(peers('db-0.db:80,db-1.db:80'), 'db-1.db');
    assert.match(markdown, /^\*\*db-1\.db\*\*.*: Pod `db-1` of StatefulSet `db`, behind its governing Service `db`/);
    assert.match(markdown, /`db-1\.db\.default\.svc\.cluster\.local`/);
  });
  test('that is not there says so', () => {
    assert.match(hoverOf(peers('db-7.db'), 'db-7'), /has no Pod of that number/);
  });
  test('in a command is told as well', () => {
    assert.match(hoverOf(set('', 'image: x, args: ["--join=db-0.db"]'), 'db-0'), /address of a Pod/);
  });
  test('that begins with a variable of the own name is told, too', () => {
    const files = set(
      '',
      'image: x, args: ["--me=$HOSTNAME.db:80", "db-0.db http://$HOSTNAME.db", "$HOSTNAME.other", "$X.db"]',
    );
    const told =
      /^\*\*\$HOSTNAME\.db\*\*.*: Each Pod of StatefulSet `db` itself, .*governing Service `db`[\s\S]*Pods of `db`/;
    assert.match(hoverOf(files, '$HOSTNAME.db'), told);
    assert.match(hoverOf(files, '$HOSTNAME.db', 1), told);
    assert.match(hoverOf(files, 'db-0.db'), /^\*\*db-0\.db\*\*/);
    assert.doesNotMatch(hoverOf(files, '$HOSTNAME.other') + hoverOf(files, '$X.db'), /address of a Pod/);
  });
  test('of no set stays a text', () => assert.match(hoverOf(peers('zk-0.zk'), 'zk-0'), /^\*\*value\*\*/));
});

test('an item of a list is headed by its list', () => {
  const markdown = hoverOf(set('', 'image: x, command: [redis-server, --x]'), 'redis-server');
  assert.match(markdown, /^\*\*command\\\[0\\\]\*\*/);
});

test('a directory of one node is not said to be mounted by many', () => {
  const markdown = hoverOf(
    {
      'main.yaml': set('', 'image: x')['main.yaml'].replace('ReadWriteOnce]', 'ReadWriteOnce], storageClassName: std'),
      'class.yaml':
        'apiVersion: storage.k8s.io/v1\nkind: StorageClass\nmetadata: {name: std}\nprovisioner: k8s.io/minikube-hostpath\n',
    },
    'std',
  );
  assert.match(markdown, /any access mode is accepted/);
  assert.doesNotMatch(markdown, /many nodes at a time|that node alone/);
});

test('where no value is written yet, what is shown of the field reaches to the cursor', () => {
  const text = 'apiVersion: apps/v1\nkind: StatefulSet\nmetadata:\n  name: web\nspec:\n  replicas:\n';
  const snapshot = openWorkspace({ 'main.yaml': text }).snapshot();
  const shown = hover(snapshot, uriOf('main.yaml'), text.length - 1, neverCancelled);
  assert.deepEqual(shown?.range, { start: text.indexOf('replicas'), end: text.length - 1 });
});

describe('a size of a claim template says how volumes grow', () => {
  const sized = (growth: string, name = 'fast') => ({
    'main.yaml': set('', 'image: x')['main.yaml'].replace(
      'ReadWriteOnce], resources',
      `ReadWriteOnce], storageClassName: ${name}, resources`,
    ),
    'class.yaml': `apiVersion: storage.k8s.io/v1\nkind: StorageClass\nmetadata: {name: fast}\nprovisioner: ebs.csi.aws.com\n${growth}`,
  });
  const recipe =
    /raise it in each claim \(`logs-db-0` …\), delete the set with `--cascade=orphan`, create it again with the new size/;
  test('by its claims', () => {
    for (const word of ['storage: 1Gi', 'requests', 'resources']) {
      const markdown = hoverOf(sized('allowVolumeExpansion: true\n'), word);
      assert.match(markdown, /To grow: raise/);
      assert.match(markdown, recipe);
    }
  });
  test('where the class is not known, if it lets them', () => {
    assert.match(hoverOf(sized('', 'other'), 'storage: 1Gi'), /To grow, if the class allows it: raise/);
    assert.match(hoverOf(set('', 'image: x'), 'storage: 1Gi'), recipe);
  });
  test('and where the class lets none grow, that', () => {
    const markdown = hoverOf(sized(''), 'storage: 1Gi');
    assert.match(markdown, /Class `fast` lets no volume grow/);
    assert.doesNotMatch(markdown, recipe);
  });
});

test('an annotation that is known says what it does, and nothing of other objects', () => {
  const file = (mark: string) => ({
    'class.yaml': `apiVersion: storage.k8s.io/v1
kind: StorageClass
metadata: {name: fast, annotations: {${mark}: "true"}}
provisioner: ebs.csi.aws.com
`,
  });
  const markdown = hoverOf(file('storageclass.kubernetes.io/is-default-class'), 'storageclass');
  assert.match(markdown, /makes the class the default one/);
  assert.doesNotMatch(markdown, /template|notes on the object/);
  assert.match(hoverOf(file('team'), 'team'), /notes on the object/i);
});
