import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { neverCancelled } from '../../server/src/base/cancellation.ts';
import { hover } from '../../server/src/features/hover/hover.ts';
import { openWorkspace, uriOf } from '../support/workspace.ts';

function hoverOf(provisioner: string, parameters: string, at: string): string {
  const text = `apiVersion: storage.k8s.io/v1
kind: StorageClass
metadata: {name: fast}
provisioner: ${provisioner}
parameters:
  ${parameters}
`;
  const snapshot = openWorkspace({ 'class.yaml': text }).snapshot();
  return hover(snapshot, uriOf('class.yaml'), text.lastIndexOf(at) + 1, neverCancelled)?.markdown ?? '';
}

describe('a parameter of a class', () => {
  test('tells on its key and its value what the driver makes of it', () => {
    for (const at of ['type', 'io2']) {
      const markdown = hoverOf('ebs.csi.aws.com', 'type: io2', at);
      assert.match(markdown, /^\*\*type\*\* \*parameter\*: Kind of EBS volume\. Read by `ebs\.csi\.aws\.com`/);
      assert.match(markdown, /One of `gp3`, `gp2`/);
      assert.match(markdown, /Default: `gp3`/);
      assert.doesNotMatch(markdown, /none of them/);
    }
  });

  test('says of a value that it is none that the driver takes', () => {
    assert.match(hoverOf('ebs.csi.aws.com', 'type: gp4', 'gp4'), /`gp4` is none of them\./);
    assert.doesNotMatch(hoverOf('ebs.csi.aws.com', 'type: GP3', 'GP3'), /none of them/);
    assert.doesNotMatch(hoverOf('ebs.csi.aws.com', 'type:', 'type'), /none of them/);
  });

  test('is found by its beginning, and in the case that the driver reads', () => {
    assert.match(hoverOf('ebs.csi.aws.com', 'tagSpecification_1: a=b', 'tagSpec'), /Any key that begins so\./);
    assert.match(hoverOf('ebs.csi.aws.com', 'TYPE: gp3', 'TYPE'), /Kind of EBS volume/);
  });

  test('that nobody knows is left to the field', () => {
    for (const [provisioner, parameters] of [
      ['example.com/own', 'type: io2'],
      ['ebs.csi.aws.com', 'bogus: x'],
      ['ebs.csi.aws.com', 'constructor: x'],
    ] as const) {
      assert.doesNotMatch(hoverOf(provisioner, parameters, parameters.slice(0, 4)), /Read by/);
    }
  });
});
