import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { statefulSet } from '../../server/src/schema/ruleDocs/ruleDoc.ts';
import { check, findings, repaired } from './support.ts';

const withImage = (image: string) => statefulSet().replace('nginx:1.29', JSON.stringify(image));
const digest = `sha256:${'0123456789abcdef'.repeat(4)}`;

describe('images', () => {
  for (const image of [
    'nginx',
    'nginx:1.29',
    'library/nginx:latest',
    'localhost/nginx',
    'localhost:5000/a/b',
    'registry.example.com:5000/a/b_c/d__e/f-g/h--i.j:V1.0_x-y',
    'Example.com/app',
    // What has capital letters before a slash is a host
    'MyOrg/postgres:16',
    '[2001:db8::1]:5000/app:1',
    `nginx@${digest}`,
    `nginx:1.29@${digest}`,
    `nginx@sha512:${'a'.repeat(128)}`,
    `a/${'b'.repeat(253)}`,
    `nginx:${'a'.repeat(128)}`,
  ]) {
    test(`taken: ${image.slice(0, 60)}`, () => assert.deepEqual(findings(withImage(image)), []));
  }

  for (const [image, better] of [
    ['https://docker.io/postgres:16', 'docker.io/postgres:16'],
    ['docker://nginx', 'nginx'],
    ['MyOrg/Postgres:16', 'MyOrg/postgres:16'],
    ['ghcr.io/Owner/App:V2', 'ghcr.io/owner/app:V2'],
    ['Nginx', 'nginx'],
    ['postgres: 16', 'postgres:16'],
    ['nginx:', 'nginx'],
    [`nginx:@${digest}`, `nginx@${digest}`],
    ['a//b', undefined],
    ['a/b/', undefined],
    ['a___b', undefined],
    ['a..b', undefined],
    ['-a', undefined],
    ['a-', undefined],
    ['a:b:c', undefined],
    ['host:port/a', undefined],
    ['-host.example.com/a', undefined],
    ['nginx:.1', undefined],
    ['nginx:-1', undefined],
    [`nginx:${'a'.repeat(129)}`, undefined],
    ['nginx@sha256:abc', undefined],
    [`nginx@md5:${'a'.repeat(32)}`, undefined],
    [`nginx@${digest.toUpperCase().replace('SHA', 'sha')}`, undefined],
    [`a/${'b'.repeat(254)}`, undefined],
    ['a'.repeat(64), undefined],
    [':1.29', undefined],
    ['example.com/', undefined],
  ] as const) {
    test(`refused by the kubelet: ${image.slice(0, 60)}`, () => {
      const [problem, ...others] = check(withImage(image));
      assert.equal(problem?.rule, 'image-invalid');
      assert.equal(problem.severity, 'warning');
      assert.ok(problem.message.length <= 120, problem.message);
      assert.deepEqual(others, []);
      assert.equal(repaired(withImage(image)), withImage(better ?? image));
    });
  }

  test('what is filled in before it is applied is left alone', () => {
    for (const image of [
      'IMAGE',
      '__IMAGE__:1',
      'gcr.io/PROJECT_ID/Some',
      '<image>',
      '@docker.image@',
      '$IMAGE:x y',
      '...',
      'ko://a.com/B',
      'YOUR IMAGE',
    ]) {
      assert.deepEqual(findings(withImage(image)), [], image);
    }
  });

  test('volumes of images and Pods of other kinds are looked at, too', () => {
    const volume = statefulSet({ pod: 'volumes: [{name: a, image: {reference: "nginx:"}}]' });
    assert.deepEqual(findings(volume, { minor: '1.37' }), [
      'image-invalid spec.template.spec.volumes[0].image.reference',
    ]);
    const pod = 'apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec: {containers: [{name: a, image: Nginx}]}\n';
    assert.deepEqual(findings(pod), ['image-invalid spec.containers[0].image']);
  });
});
