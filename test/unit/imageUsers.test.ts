import assert from 'node:assert/strict';
import { test } from 'node:test';
import { hasOtherIds, isFromMaker, sureUser } from '../../server/src/storage/imageUsers.ts';

test('official images come from Docker Hub and its mirrors', () => {
  const registries = ['', 'library/', 'docker.io/', 'docker.io/library/', 'index.docker.io/library/'];
  for (const registry of [...registries, 'mirror.gcr.io/library/', 'public.ecr.aws/docker/library/']) {
    assert.ok(isFromMaker(`${registry}postgres:17`), registry);
    assert.equal(sureUser(`${registry}postgres:17`)?.uid, 999, registry);
  }
});

test("a copy in a registry of one's own may be anything, and so may a name of one word elsewhere", () => {
  for (const registry of [
    'registry.example/',
    'localhost/',
    'registry:5000/library/',
    'quay.io/',
    'ghcr.io/',
    'gcr.io/',
  ]) {
    assert.ok(!isFromMaker(`${registry}postgres:17`), registry);
    assert.equal(sureUser(`${registry}postgres:17`), undefined, registry);
  }
});

test('other makers have registries of their own', () => {
  for (const image of [
    'docker.elastic.co/elasticsearch/elasticsearch:8.19.0',
    'quay.io/prometheus/prometheus:v3.0.0',
    'registry.k8s.io/etcd:3.6.0-0',
    'bitnami/mysql:8.4',
  ]) {
    assert.ok(isFromMaker(image), image);
  }
  assert.ok(!isFromMaker('registry.example/bitnami/mysql:8.4'));
});

test('a tag of another variant has another user, or may have', () => {
  assert.equal(sureUser('mariadb:11-ubi'), undefined);
  assert.ok(hasOtherIds('redis:7-alpine'));
  assert.ok(!hasOtherIds('redis:7'));
});
