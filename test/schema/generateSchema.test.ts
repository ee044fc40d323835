import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { addMinor, type Definitions, type Schema } from '../../scripts/generateSchema.ts';

const before: Schema = {
  minors: ['1.36', '1.37'],
  roots: ['core.v1.Pod'],
  types: {
    'core.v1.Pod': {
      fields: { kind: { type: 'string' }, old: { type: 'string' }, recent: { type: 'string', since: '1.37' } },
    },
  },
};

const definitions: Definitions = {
  'io.k8s.api.core.v1.Pod': {
    type: 'object',
    required: ['kind'],
    properties: {
      kind: { type: 'string', enum: ['Pod'] },
      recent: { type: 'string' },
      spec: { allOf: [{ $ref: '#/components/schemas/io.k8s.api.core.v1.PodSpec' }], default: {} },
    },
  },
  'io.k8s.api.core.v1.PodSpec': {
    type: 'object',
    properties: {
      limits: {
        type: 'object',
        additionalProperties: { $ref: '#/components/schemas/io.k8s.apimachinery.pkg.api.resource.Quantity' },
      },
      ports: {
        type: 'array',
        items: { type: 'integer', format: 'int32' },
        'x-kubernetes-list-type': 'set',
      },
    },
  },
  'io.k8s.apimachinery.pkg.api.resource.Quantity': { oneOf: [{ type: 'string' }, { type: 'number' }] },
  'io.k8s.api.core.v1.Elsewhere': { type: 'object', properties: { a: { type: 'string' } } },
};

describe('a new minor in the schema', () => {
  const { minors, types } = addMinor(before, '1.38', definitions);

  test('is behind the others', () => assert.deepEqual(minors, ['1.36', '1.37', '1.38']));

  test('brings fields, keeps those that it has, and ends those that it has no more', () => {
    assert.deepEqual(types['core.v1.Pod'], {
      required: ['kind'],
      fields: {
        kind: { type: 'string', enum: ['Pod'] },
        old: { type: 'string', last: '1.37' },
        recent: { type: 'string', since: '1.37' },
        spec: { ref: 'core.v1.PodSpec', since: '1.38' },
      },
    });
  });

  test('brings the types that the roots lead to, and no others', () => {
    assert.deepEqual(Object.keys(types), ['core.v1.Pod', 'core.v1.PodSpec', 'Quantity']);
    assert.deepEqual(types['core.v1.PodSpec']!.fields, {
      limits: { type: 'object', values: { ref: 'Quantity' }, since: '1.38' },
      ports: { type: 'array', items: { type: 'integer', format: 'int32' }, listType: 'set', since: '1.38' },
    });
    assert.deepEqual(types.Quantity, { type: 'int-or-string' });
  });

  test('is refused where no document describes a root, and where it is there already', () => {
    const { 'io.k8s.api.core.v1.Pod': _, ...rest } = definitions;
    assert.throws(() => addMinor(before, '1.38', rest), /^Error: no document describes core\.v1\.Pod$/);
    assert.throws(() => addMinor(before, '1.37', definitions), /^Error: the schema has 1\.37 already$/);
  });
});
