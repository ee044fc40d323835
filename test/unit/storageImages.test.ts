import assert from 'node:assert/strict';
import { test } from 'node:test';
import { describeImage } from '../../server/src/storage/describe.ts';
import { imageFacts } from '../../server/src/storage/imageFacts.ts';
import { isInRange, matchesGlob, parseImage } from '../../server/src/storage/imageTags.ts';
import { fc } from '../support/fastCheck.ts';

/** Where the image keeps its data, `-` where nothing is known. */
function data(reference: string): string {
  return imageFacts(reference)?.dataDirs.join(' ') ?? '-';
}

test('an image is known under every registry', () => {
  for (const name of [
    'mysql',
    'mysql:8.4',
    'library/mysql',
    'docker.io/library/mysql:8',
    'public.ecr.aws/docker/library/mysql',
    'localhost:5000/mysql',
    'registry.example.com:443/library/mysql:9@sha256:0123',
  ]) {
    assert.equal(data(name), '/var/lib/mysql', name);
  }
  assert.equal(data('quay.io/prometheus/prometheus:v3.1.0'), '/prometheus');
  assert.equal(data('mcr.microsoft.com/mssql/server:2022-latest'), '/var/opt/mssql');
  assert.equal(data('ghcr.io/zalando/spilo-17:4.0'), '/home/postgres/pgdata');
});

test('an image of somebody else is not known', () => {
  for (const name of ['example.com/team/mysql', 'mysqld', 'mysql2', 'team/postgres', '', ':8', '@sha256:00']) {
    assert.equal(imageFacts(name), undefined, name);
  }
});

test('a name with a variable is not known', () => {
  for (const name of [
    '{{ .Values.image }}',
    'postgres:{{ .Values.tag }}',
    'postgres:$(TAG)',
    `postgres:\${TAG}`,
    'postgres:<tag>',
  ]) {
    assert.equal(imageFacts(name), undefined, name);
  }
});

const tags: readonly (readonly [reference: string, data: string])[] = [
  ['postgres:16', '/var/lib/postgresql/data'],
  ['postgres:17.2-alpine3.21', '/var/lib/postgresql/data'],
  ['postgres:18beta1', '/var/lib/postgresql'],
  ['postgres:18.1', '/var/lib/postgresql'],
  ['postgres', '/var/lib/postgresql'],
  ['postgres:latest', '/var/lib/postgresql'],
  ['postgres:trixie', '/var/lib/postgresql'],
  ['postgres:9.6', '/var/lib/postgresql/data'],
  ['pgvector/pgvector:pg16', '/var/lib/postgresql/data'],
  ['pgvector/pgvector:0.8.1-pg18-trixie', '/var/lib/postgresql'],
  ['timescale/timescaledb:latest-pg17', '/var/lib/postgresql/data'],
  ['timescale/timescaledb:2.23.0-pg18', '/var/lib/postgresql'],
  ['influxdb:1.8-alpine', '/var/lib/influxdb'],
  ['influxdb:2', '/var/lib/influxdb2'],
  ['influxdb:3.4-core', '/home/influxdb3/.influxdb3'],
  ['gitea/gitea:1.24', '/data'],
  ['gitea/gitea:1.24-rootless', '/var/lib/gitea /etc/gitea'],
  ['chromadb/chroma:0.5.20', '/chroma/chroma'],
  ['chromadb/chroma:1.0.0', '/data'],
  ['percona/percona-server:5.7', '-'],
  ['postgres@sha256:0123', '-'],
  ['redis@sha256:0123', '/data'],
];

for (const [reference, dirs] of tags) {
  test(`${reference} keeps its data in ${dirs}`, () => assert.equal(data(reference), dirs));
}

test('what moves the data, and what a mount must not be', () => {
  const bitnami = imageFacts('bitnami/postgresql:16')!;
  assert.deepEqual(bitnami.emptyDirs, ['/var/lib/postgresql/data', '/var/lib/postgresql']);
  assert.deepEqual(
    bitnami.movedBy.map(({ by, name }) => `${by} ${name}`),
    ['env POSTGRESQL_DATA_DIR', 'env PGDATA'],
  );
  assert.deepEqual(imageFacts('elasticsearch:9.0.0')!.programDirs, ['/usr/share/elasticsearch']);
  assert.equal(imageFacts('postgres:17')!.inDiskRoot, 'refused');
  assert.equal(imageFacts('postgres:17')!.movedBy[0]?.defaultDir, '/var/lib/postgresql/data');
});

test('who runs in it, and what its peers need', () => {
  assert.deepEqual(imageFacts('postgres:17')!.user, { startsAsRoot: true, uid: 999, gid: 999 });
  assert.deepEqual(imageFacts('bitnami/redis')!.user, { startsAsRoot: false, uid: 1001 });
  assert.deepEqual(imageFacts('cockroachdb/cockroach')!.user, { startsAsRoot: true });
  assert.equal(imageFacts('redis/redis-stack')!.user, undefined);
  const zookeeper = imageFacts('zookeeper:3.9')!;
  assert.deepEqual(zookeeper.wantsOddMembers, { answer: 'always' });
  assert.deepEqual(zookeeper.peersByDns, { answer: 'always', by: 'ZOO_SERVERS' });
  assert.deepEqual(imageFacts('redis')!.peerPorts, [
    { first: 16379, last: 16379, use: 'cluster bus' },
    { first: 26379, last: 26379, use: 'sentinel' },
  ]);
  assert.deepEqual(imageFacts('couchbase')!.ports[0], { first: 8091, last: 8097 });
  assert.deepEqual(imageFacts('mariadb')!.needsNotReadyAddresses, { answer: 'sometimes', when: 'with Galera' });
  assert.equal(imageFacts('percona/percona-xtradb-cluster:8.0')!.shutdownSeconds, 600);
});

test('data in words', () => {
  assert.equal(
    describeImage(imageFacts('postgres:17')!),
    'PostgreSQL keeps its data in /var/lib/postgresql/data, unless PGDATA, -D, data_directory says otherwise',
  );
  assert.equal(describeImage(imageFacts('memcached')!), 'Memcached keeps no data on disk');
  assert.equal(describeImage(imageFacts('coreos/etcd')!), 'etcd keeps its data where ETCD_DATA_DIR, --data-dir says');
  assert.equal(imageFacts('coreos/etcd')!.keeps, 'configured');
});

test('references are taken apart', () => {
  assert.deepEqual(parseImage('a.b/c/d:e@sha256:f'), { name: 'c/d', tag: 'e' });
  assert.deepEqual(parseImage('c/d'), { name: 'c/d', tag: 'latest' });
  assert.deepEqual(parseImage('c@sha256:f'), { name: 'c', tag: undefined });
  assert.deepEqual(parseImage('localhost/c:1'), { name: 'c', tag: '1' });
});

test('tags are compared by number', () => {
  assert.ok(isInRange('v3.10', { since: '3.9' }));
  assert.ok(!isInRange('3.10', { until: '3.9' }));
  assert.ok(isInRange('17', { since: '17.2', until: '17.0' }));
  assert.ok(!isInRange('latest', { until: '99' }));
  assert.ok(isInRange('latest-pg9', { until: '*-pg17' }));
});

test('globs match as a pattern with any text would', () => {
  const piece = fc.string({ unit: fc.constantFrom('a', 'b', '*'), maxLength: 6 });
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom('a', 'b'), maxLength: 8 }), piece, (name, glob) => {
      const expected = new RegExp(`^${glob.replaceAll('*', '.*')}$`).test(name);
      assert.equal(matchesGlob(name, glob), expected);
    }),
  );
});

test('no reference makes the look-up throw', () => {
  fc.assert(fc.property(fc.string(), (text) => void imageFacts(text)));
});
