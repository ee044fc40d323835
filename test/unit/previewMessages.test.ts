import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { emptyPage, makeNonce, readPageMessage, readSavedPreview } from '../../client/src/common/previewPage.ts';

describe('messages of a preview page', () => {
  test('are taken as they are meant', () => {
    assert.deepEqual(readPageMessage({ type: 'ready' }), { type: 'ready' });
    assert.deepEqual(readPageMessage({ type: 'reveal', part: 'claim:data' }), { type: 'reveal', part: 'claim:data' });
    const service = { type: 'reveal', part: 'service', service: 'web' };
    assert.deepEqual(readPageMessage(service), service);
    assert.deepEqual(readPageMessage({ ...service, service: 7 }), { type: 'reveal', part: 'service' });
    assert.deepEqual(readPageMessage({ type: 'set', index: 2 }), { type: 'set', index: 2 });
    assert.deepEqual(readPageMessage({ type: 'focus', isHere: false }), { type: 'focus', isHere: false });
    const choice = { scenario: 'scale', to: 5, image: 'web:2', show: 'all' };
    assert.deepEqual(readPageMessage({ type: 'choice', choice }), { type: 'choice', choice });
  });

  test('that are no messages are not taken', () => {
    for (const given of [
      undefined,
      null,
      'ready',
      4,
      {},
      { type: 'run' },
      { type: 'reveal', part: 3 },
      { type: 'focus' },
    ])
      assert.equal(readPageMessage(given), undefined);
    for (const index of [-1, 1.5, '1', Number.NaN])
      assert.equal(readPageMessage({ type: 'problem', index }), undefined);
    const choice = { scenario: 'explode', to: -1, image: 7, show: 'most', uri: 'file:///etc/passwd' };
    assert.deepEqual(readPageMessage({ type: 'choice', choice }), { type: 'choice', choice: {} });
  });

  test('bring a view back after a restart, when they name a document', () => {
    const saved = { source: 'file:///w/web.yaml', choice: { scenario: 'update' }, steps: { 'web/update': 3 } };
    assert.deepEqual(readSavedPreview(saved), { source: 'file:///w/web.yaml', choice: { scenario: 'update' } });
    for (const given of [undefined, {}, { source: '' }, { source: 4 }])
      assert.equal(readSavedPreview(given), undefined);
  });
});

test('a nonce is of letters and digits, and never the same', () => {
  const nonces = Array.from({ length: 20 }, makeNonce);
  assert.equal(new Set(nonces).size, 20);
  for (const nonce of nonces) assert.match(nonce, /^[a-z0-9]{32,}$/);
});

test('a page without a picture shows its sentence as text', () => {
  assert.match(emptyPage('There is no <b> & c.yaml'), /<p>There is no &lt;b&gt; &amp; c\.yaml<\/p>/);
  assert.match(emptyPage('x'), /default-src 'none'/);
});
