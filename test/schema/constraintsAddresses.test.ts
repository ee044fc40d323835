import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { type FormatName, formatFault } from '../../server/src/schema/formats.ts';
import { findings } from './support.ts';

/** Whether a text fits, until 1.35 and since the strict reading of 1.36. */
const spellings: readonly [format: FormatName, text: string, before: boolean, since: boolean][] = [
  ['ip', '10.9.8.7', true, true],
  ['ip', '2001:db8::1', true, true],
  ['ip', '::', true, true],
  ['ip', '10.09.8.7', true, false],
  ['ip', '::ffff:10.9.8.7', true, false],
  ['ip', '::ffff:0a09:0807', true, false],
  ['ip', '10.9.8', false, false],
  ['cidr', '10.0.0.0/8', true, true],
  ['cidr', '2001:db8::/32', true, true],
  ['cidr', '0.0.0.0/0', true, true],
  ['cidr', '10.1.2.3/32', true, true],
  ['cidr', '10.1.2.3/8', true, false],
  ['cidr', '2001:db8::1/32', true, false],
  ['cidr', '10.0.0.0/08', true, false],
  ['cidr', '10.0.0.0/33', false, false],
  ['cidr', '2001:db8::/129', false, false],
  ['cidr', '10.0.0.0', false, false],
  ['endpointIp', '10.9.8.7', true, true],
  ['endpointIp', '2001:db8::1', true, true],
  ['endpointIp', '0.0.0.0', false, false],
  ['endpointIp', '::', false, false],
  ['endpointIp', '127.9.9.9', false, false],
  ['endpointIp', '::1', false, false],
  ['endpointIp', '169.254.1.1', false, false],
  ['endpointIp', '169.255.1.1', true, true],
  ['endpointIp', 'fe80::1', false, false],
  ['endpointIp', 'fec0::1', true, true],
  ['endpointIp', '224.0.0.1', false, false],
  ['endpointIp', '224.0.1.1', true, true],
  ['endpointIp', 'ff02::1', false, false],
  ['endpointIp', 'ff05::1', true, true],
];

describe('addresses', () => {
  for (const [format, text, before, since] of spellings) {
    test(`${format} ${text}`, () => {
      assert.equal(formatFault(format, text, '1.35') === undefined, before);
      assert.equal(formatFault(format, text, '1.36') === undefined, since);
    });
  }
});

describe('address families of a Service', () => {
  const service = (spec: string) => `apiVersion: v1
kind: Service
metadata: {name: web}
spec:
  ports: [{port: 80}]
  ${spec}
`;

  test('two need a policy', () => {
    const families = 'selector: {app: web}\n  ipFamilies: [IPv4, IPv6]';
    assert.deepEqual(findings(service(families)), ['fields-conflict spec.ipFamilyPolicy']);
    assert.deepEqual(findings(service(`${families}\n  ipFamilyPolicy: SingleStack`)), [
      'fields-conflict spec.ipFamilyPolicy',
    ]);
    assert.deepEqual(findings(service(`${families}\n  ipFamilyPolicy: PreferDualStack`)), []);
  });

  test('headless without a selector, both are the default', () => {
    assert.deepEqual(findings(service('clusterIP: None\n  ipFamilies: [IPv4, IPv6]')), []);
  });

  test('an unknown family is the only mistake', () => {
    assert.deepEqual(findings(service('ipFamilies: [IPv4, IPv5]')), ['value-not-supported spec.ipFamilies[1]']);
  });
});
