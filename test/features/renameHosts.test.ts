import assert from 'node:assert/strict';
import { test } from 'node:test';
import { neverCancelled } from '../../server/src/base/cancellation.ts';
import { definition, nameAt, occurrencesIn } from '../../server/src/features/navigation.ts';
import { applyEdits } from '../support/edits.ts';
import { fileOf, openWorkspace, uriOf } from '../support/workspace.ts';

/** Renames what stands at the first `«…»` to `new`: exactly what stands between such marks must change. */
function assertRenamed(marked: string, files: Readonly<Record<string, string>> = {}): void {
  const plain = (text: string) => text.replaceAll(/[«»]/g, '');
  const texts = { 'main.yaml': marked, ...files };
  const host = openWorkspace(Object.fromEntries(Object.entries(texts).map(([name, text]) => [name, plain(text)])));
  const found = nameAt(host.snapshot(), uriOf('main.yaml'), marked.indexOf('«'));
  assert.ok(found, 'a name');
  for (const [name, text] of Object.entries(texts)) {
    const places = occurrencesIn([fileOf(host, name)], found, neverCancelled);
    const after = applyEdits(
      plain(text),
      places.map(({ range }) => ({ ...range, newText: 'new' })),
    );
    assert.equal(after, text.replaceAll(/«[^»]*»/g, 'new'), name);
  }
}

const service = (namespace?: string) => `apiVersion: v1
kind: Service
metadata:
  name: «mysql»
${namespace === undefined ? '' : `  namespace: ${namespace}\n`}spec:
  ports: [{ port: 3306 }]
`;

const pod = (container: string, namespace?: string) => `apiVersion: v1
kind: Pod
metadata:
  name: app${namespace === undefined ? '' : `\n  namespace: ${namespace}`}
spec:
  containers:
    - name: mysql
      image: mysql:9
      ${container}
`;

const env = (name: string, value: string) => pod(`env: [{ name: ${name}, value: ${value} }]`);

test('a Service is renamed where a value surely names it as a host', () => {
  const values: readonly string[] = [
    env('URL', '"http://«mysql»:3306/mysql"'),
    env('URL', 'jdbc:mysql://«mysql»/mysql?user=mysql'),
    env('URL', 'mysql://mysql:secret@«mysql»:3306/mysql'),
    env('URL', '"mongodb://«mysql»:27017,mysql-b:27017,«mysql»:27018/mysql"'),
    env('DB_HOST', '«mysql»'),
    env('DB_HOSTS', '"other,«mysql»:33060"'),
    env('DB_ENDPOINT', "'«mysql».shop.svc'"),
    env('PEER', '«mysql»:3306'),
    env('PEERS', '"«mysql»:3306,«mysql»:3306"'),
    env('NAME', '«mysql».shop.svc.cluster.local'),
    env('PGHOST', '«mysql»'),
    env('dbHost', '«mysql»'),
    env('DB_HOST_NAME', '«mysql»'),
    env('MYSQL_SVC', '«mysql»'),
    env('HEADLESS_SERVICE_NAME', '«mysql»'),
    env('K8S_SERVICE', '«mysql»'),
    pod('command: [mysql, -h, «mysql», -u, mysql]'),
    pod(
      'command: [sh, -c, "mysqladmin ping -h «mysql» -u mysql; app --db-host \'«mysql»\' --db mysql --host=«mysql»:3306"]',
    ),
    env('TEXT', '"wait for «mysql».shop.svc:3306 and «mysql».shop.svc.cluster.local."'),
    pod('args: ["--host=«mysql»", "--db=mysql", "--db-host", "«mysql»", "--peer=«mysql»:3306", "mysql"]'),
    pod('command: [sh, -c, "until curl http://«mysql»:3306; do sleep 1; done; mysql -h «mysql»"]'),
    pod('livenessProbe: { httpGet: { host: «mysql», port: 80 } }'),
    `apiVersion: v1\nkind: ConfigMap\nmetadata: { name: mysql }\ndata:\n  DB_HOST: «mysql»\n  DB_NAME: mysql\n  app.properties: |\n    url=jdbc:mysql://«mysql»:3306/mysql\n    name=mysql\n`,
    `apiVersion: v1\nkind: Service\nmetadata: { name: alias }\nspec: { type: ExternalName, externalName: «mysql».shop.svc.cluster.local }\n`,
  ];
  for (const value of values) assertRenamed(service(), { 'other.yaml': value });
});

test('a word that is no host for certain is left alone', () => {
  const values: readonly string[] = [
    env('DB', 'mysql'),
    env('DB_NAME', 'mysql'),
    env('DB_USER', 'mysql:mysql'),
    env('DD_SERVICE', 'mysql'),
    env('OTEL_SERVICE_NAME', 'mysql'),
    env('SERVER_NAME', 'mysql'),
    env('DB_SERVER', 'mysql'),
    env('ADDRESS_NAME', 'mysql'),
    pod('command: [ls, -h, mysql]'),
    pod('command: [sh, -c, "df -h mysql; mysql -u mysql; app --user mysql --host mysql.example.com --host mysql/x"]'),
    env('IMAGE', 'mysql:9'),
    env('PEERS', '"mysql:3306,other"'),
    env('PEERS', 'mysql:3306/tcp'),
    env('URL', 'http://mysql.example.com/mysql'),
    env('URL', 'http://mysql.x/'),
    env('URL', 'http://old-mysql/ http://mysql-2/ http://mysql_2/'),
    env('URL', 'http://db.mysql.svc/'),
    env('TEXT', 'my-mysql.shop.svc x.mysql.shop.svc mysql.shop.service mysql.svc.cluster.local'),
    env('DB_HOST', '"mysql backup"'),
    env('DB_HOST', '$(mysql)'),
    env('DB_HOST', '"{{ mysql }},mysql"'),
    pod('args: ["--user", "mysql", "--host=a", "mysql"]'),
    env('DB_HOST', 'mysql').replace('name: app', 'name: app\n  namespace: elsewhere'),
  ];
  for (const value of values) assertRenamed(service('shop'), { 'other.yaml': value });
});

test('with a namespace behind it, it is the Service of that namespace', () => {
  const other = [
    pod('args: ["--host=«mysql».shop", "--host=mysql.test", "http://«mysql».shop/", "http://mysql.test/"]', 'test'),
    pod('args: ["«mysql».shop.svc", "mysql.test.svc", "--host=mysql"]', 'test'),
    pod('args: ["--host=«mysql»", "--host=mysql.test"]', 'shop'),
  ].join('---\n');
  const second = service('test').replaceAll(/[«»]/g, '');
  assertRenamed(service('shop'), { 'other.yaml': other, 'second.yaml': second });
});

test('a host leads to its Service, and a word of somebody else nowhere', () => {
  const at = (text: string, marker: string, files: Readonly<Record<string, string>>) => {
    const host = openWorkspace({ 'main.yaml': text, ...files });
    return nameAt(host.snapshot(), uriOf('main.yaml'), text.indexOf(marker) + 1)?.text;
  };
  const files = { 'service.yaml': service('shop').replaceAll(/[«»]/g, '') };
  assert.equal(at(env('URL', 'http://mysql/x'), 'mysql/x', files), 'mysql');
  assert.equal(at(env('URL', 'http://mysql/x'), 'mysql/x', {}), undefined);
  assert.equal(at(env('URL', 'http://mysql.com/x'), 'mysql.com', files), undefined);
  assert.equal(at(env('PEER', 'mysql:3307'), 'mysql:3307', files), undefined);
  assert.equal(at(env('PEER', 'mysql:3306'), 'mysql:3306', files), 'mysql');
});

test('an address of a Pod that could be a file is renamed where it is surely a host', () => {
  const set = 'apiVersion: apps/v1\nkind: StatefulSet\nmetadata: { name: db }\nspec: { serviceName: «db» }\n';
  const other = [
    env('DB_HOST', 'db-0.«db»'),
    env('PEERS', '"db-0.«db»,db-1.«db»"'),
    env('FIRST', 'db-0.«db»:5432'),
    env('FILE', 'db-0.db'),
    env('DB_HOST', '/data/db-0.db'),
    pod('args: ["--host=db-0.«db»", "--file=db-0.db"]'),
  ].join('---\n');
  assertRenamed(service().replace('mysql', 'db'), { 'set.yaml': set, 'other.yaml': other });
});

const claims = (set: string, template: string) => `apiVersion: v1
kind: PersistentVolumeClaim
metadata: { name: ${template}-${set}-0 }
---
apiVersion: v1
kind: PersistentVolume
metadata: { name: data-mysql-0 }
spec: { claimRef: { name: "${template}-${set}-12" } }
---
apiVersion: v1
kind: Pod
metadata: { name: backup }
spec:
  volumes:
    - name: data
      persistentVolumeClaim: { claimName: '${template}-${set}-1' }
    - name: others
      persistentVolumeClaim: { claimName: data-mysql-x }
    - name: more
      persistentVolumeClaim: { claimName: data-mysql-01 }
    - name: most
      persistentVolumeClaim: { claimName: logs-mysql-0 }
    - name: my
      persistentVolumeClaim: { claimName: mysql }
---
apiVersion: v1
kind: PersistentVolumeClaim
metadata: { name: data-mysql-0, namespace: elsewhere }
`;

const owner = (set: string, template: string) => `apiVersion: apps/v1
kind: StatefulSet
metadata: { name: ${set}, namespace: shop }
spec:
  template:
    spec:
      containers:
        - name: mysql
          volumeMounts: [{ name: ${template}, mountPath: /x }]
  volumeClaimTemplates:
    - metadata: { name: ${template} }
`;

test('a set is renamed in the names of the claims that its Pods get', () => {
  assertRenamed(owner('«mysql»', 'data'), { 'claims.yaml': claims('«mysql»', 'data') });
});

test('a claim template is renamed in the names of its claims', () => {
  assertRenamed(owner('mysql', '«data»'), { 'claims.yaml': claims('mysql', '«data»') });
});

const kafka = (values: readonly string[]) => `apiVersion: apps/v1
kind: StatefulSet
metadata: { name: kafka, namespace: db }
spec:
  serviceName: «kafka-hs»
  template:
    spec:
      containers:
        - name: kafka
          args:
${values.map((value) => `            - '${value}'\n`).join('')}`;

const kafkaService = `apiVersion: v1
kind: Service
metadata: { name: «kafka-hs», namespace: db }
spec: { clusterIP: None }
`;

test('a namespace that is called as files end is one behind .svc, and where it is the own one', () => {
  const values = [
    'kafka-0.«kafka-hs».db.svc.cluster.local',
    'kafka-0.«kafka-hs».db.svc:9092',
    'kafka-0.«kafka-hs».db,kafka-1.«kafka-hs».db:9092',
    'kafka-0.«kafka-hs»',
    'kafka-0.kafka-hs.log /backup/kafka-0.kafka-hs.db kafka-0.kafka-hs.db.gz kafka-0.kafka-hs.dat.svc',
  ];
  assertRenamed(kafkaService, { 'set.yaml': kafka(values) });
  const unmarked = (value: string) => value.replaceAll(/[«»]/g, '').replaceAll(/(?<![/a-z])kafka(?=-\d)/g, '«kafka»');
  const sets = kafka([...values.slice(0, 4).map(unmarked), values[4]!]).replace('«kafka-hs»', 'kafka-hs');
  assertRenamed(sets.replace('name: kafka,', 'name: «kafka»,'));
});

test("a set is renamed in its members' names right before their addresses", () => {
  const values = [
    '--initial-cluster=«kafka»-0=http://«kafka»-0.kafka-hs:2380,«kafka»-1=http://«kafka»-1.kafka-hs:2380',
    '«kafka»-0=«kafka»-0.kafka-hs:2380',
    '«kafka»-10=https://«kafka»-10.kafka-hs.db.svc',
    'kafka-1=http://«kafka»-0.kafka-hs my-kafka-0=http://«kafka»-0.kafka-hs kafka-0=http://kafka-0.other',
    'kafka-0= http://«kafka»-0.kafka-hs kafka-0=http://x/kafka-0',
    '--kafka-0=http://«kafka»-0.kafka-hs x/kafka-0=http://«kafka»-0.kafka-hs',
  ];
  assertRenamed(kafka(values).replace('«kafka-hs»', 'kafka-hs').replace('name: kafka,', 'name: «kafka»,'));
});

test('a Service is renamed behind the variables of the own name of its Pods', () => {
  const env = `
          env:
            - { name: POD, valueFrom: { fieldRef: { fieldPath: metadata.name } } }
            - { name: NODE, valueFrom: { fieldRef: { fieldPath: spec.nodeName } } }
            - { name: LISTENERS, value: 'PLAINTEXT://$(POD).«kafka-hs»:9092,X://$(POD).«kafka-hs».db.svc.cluster.local:1' }
            - { name: OTHERS, value: 'X://$(NODE).kafka-hs:9092,$$(POD).kafka-hs' }
        - name: sidecar
          env: [{ name: HOSTNAME, value: x }]
          args: ['$POD.kafka-hs $HOSTNAME.kafka-hs', '$(hostname).«kafka-hs»']
`;
  const values = [
    `--urls=http://$HOSTNAME.«kafka-hs»:2380,http://\${HOSTNAME}.«kafka-hs».db:2380 $(hostname -s).«kafka-hs»`,
    `$POD.«kafka-hs».db.svc \${POD}.«kafka-hs».svc.cluster.local "$POD.«kafka-hs»"`,
    '$HOSTNAME.«kafka-hs»',
    '/data/$HOSTNAME.kafka-hs $HOSTNAME.kafka-hs.log $HOSTNAME.kafka-hs.example.com $HOSTNAME.kafka-hs.dat',
    `x$HOSTNAME.kafka-hs x-$POD.kafka-hs \${POD}_$POD.kafka-hs $POD.kafka-hs-2 $POD.kafka $PODS.kafka-hs $POD.kafka-hs.x.svc`,
    `\${HOSTNAME%-*}.kafka-hs $POD.kafka-hsX $1.kafka-hs`,
  ];
  const set = `${kafka(values).trimEnd()}${env}`;
  assertRenamed(kafkaService, { 'set.yaml': set });
  const inside = set.replaceAll(/[«»]/g, '');
  const host = openWorkspace({ 'main.yaml': inside, 'service.yaml': kafkaService.replaceAll(/[«»]/g, '') });
  const at = inside.indexOf('$HOSTNAME.kafka-hs') + '$HOSTNAME.'.length;
  const [found] = definition(host.snapshot(), uriOf('main.yaml'), at, neverCancelled);
  assert.equal(found?.uri, uriOf('service.yaml'));
});

test("on its node's network a container has the name of the node", () => {
  const values = ['$HOSTNAME.kafka-hs $(hostname).kafka-hs kafka-0.«kafka-hs»'];
  const set = kafka(values).replace('    spec:\n', '    spec:\n      hostNetwork: true\n');
  assertRenamed(kafkaService, { 'set.yaml': set });
});
