import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Minor } from '../../server/src/schema/minor.ts';
import { schemaRules } from '../../server/src/schema/ruleIds.ts';
import { ruleSeverities } from '../../server/src/schema/ruleSeverities.ts';
import { check } from './support.ts';

/** The version in which an example says something, where that is not the newest. */
const minors: Readonly<Record<string, Minor>> = { 'field-needs-newer-kubernetes': '1.29' };

describe('examples of the rules', () => {
  for (const rule of schemaRules) {
    const minor = minors[rule.id];
    test(`${rule.id} is found in its bad example and nothing in its good one`, () => {
      const found = check(rule.bad, minor ? { minor } : {});
      assert.deepEqual([...new Set(found.map(({ rule: id }) => id))], [rule.id]);
      assert.equal(found[0]!.severity, rule.severity);
      assert.deepEqual(check(rule.good, minor ? { minor } : {}), []);
    });
  }

  test('every rule has a page', () => {
    assert.deepEqual(
      schemaRules.map(({ id }) => id),
      Object.keys(ruleSeverities).sort(),
    );
  });

  test('messages are one short sentence', () => {
    for (const { bad, id } of schemaRules) {
      for (const { message } of check(bad, minors[id] ? { minor: minors[id] } : {})) {
        assert.ok(message.length <= 120, message);
        assert.doesNotMatch(message, /\.$|please/);
      }
    }
  });
});
