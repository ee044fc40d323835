import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { gatedFields } from '../../server/src/effective/gatedFields.ts';
import { tablesFor } from '../../server/src/schema/compile.ts';
import { constraintTables } from '../../server/src/schema/constraints/all.ts';
import {
  type GateName,
  gateNames,
  gateOnSince,
  gateSigns,
  gateSince,
  isGateOn,
} from '../../server/src/schema/gates.ts';
import { typeByName } from '../../server/src/schema/lookup.ts';
import { isAtLeast, type Minor, minors } from '../../server/src/schema/minor.ts';
import { errorsIn, findings, warningsIn } from './support.ts';

/** Every field with a gate, as the check has it. */
const fields = [...constraintTables].flatMap(([name, { fields: constrained = {} }]) =>
  Object.entries(constrained).flatMap(([field, written]) =>
    [written].flat().flatMap(({ gate }) => (gate ? [{ type: name.replace(/#.*/, ''), table: name, field, gate }] : [])),
  ),
);

/** The minor that brought a gate, and the one from which on it is on by default. */
const released: Readonly<Record<GateName, readonly [Minor, Minor | undefined]>> = {
  AppArmorFields: ['1.30', '1.30'],
  AtomicWriteVolumeUserFields: ['1.37', undefined],
  ClusterTrustBundleProjection: ['1.29', '1.37'],
  ContainerRestartRules: ['1.34', '1.35'],
  ContainerStopSignals: ['1.33', undefined],
  CrossNamespaceVolumeDataSource: ['1.29', undefined],
  DynamicResourceAllocation: ['1.29', '1.34'],
  EmptyDirVolumeMode: ['1.37', undefined],
  EnvFiles: ['1.34', '1.35'],
  EvictionRequestAPI: ['1.37', undefined],
  GRPCContainerProbeTLS: ['1.37', undefined],
  GenericWorkload: ['1.35', undefined],
  H2CContainerProbe: ['1.37', undefined],
  HPAConfigurableTolerance: ['1.33', '1.35'],
  HPAScaleToZero: ['1.29', '1.37'],
  HostnameOverride: ['1.34', '1.35'],
  ImageVolume: ['1.31', '1.35'],
  InPlacePodVerticalScaling: ['1.29', '1.33'],
  MatchLabelKeysInPodAffinity: ['1.29', '1.31'],
  MatchLabelKeysInPodTopologySpreadSelectorMerge: ['1.34', '1.34'],
  MaxUnavailableStatefulSet: ['1.29', '1.37'],
  PodCertificateRequest: ['1.34', '1.37'],
  PodIndexLabel: ['1.29', '1.29'],
  PodLevelResources: ['1.32', '1.34'],
  PodLifecycleSleepAction: ['1.29', '1.30'],
  PodLifecycleSleepActionAllowZero: ['1.32', '1.33'],
  ProcMountType: ['1.29', '1.33'],
  RecursiveReadOnlyMounts: ['1.30', '1.31'],
  RelaxedDNSSearchValidation: ['1.32', '1.33'],
  RelaxedEnvironmentVariableValidation: ['1.30', '1.32'],
  RelaxedServiceNameValidation: ['1.34', '1.36'],
  RestartAllContainersOnContainerExits: ['1.35', '1.36'],
  SELinuxChangePolicy: ['1.32', '1.33'],
  ServiceTrafficDistribution: ['1.30', '1.31'],
  StatefulSetAutoDeletePVC: ['1.29', '1.29'],
  StatefulSetRecreateStrategy: ['1.37', undefined],
  StatefulSetStartOrdinal: ['1.29', '1.29'],
  StrictIPCIDRValidation: ['1.33', '1.36'],
  SupplementalGroupsPolicy: ['1.31', '1.33'],
  TaintTolerationComparisonOperators: ['1.35', undefined],
  UserNamespacesSupport: ['1.29', '1.33'],
  VolumeAttributesClass: ['1.29', '1.34'],
  VolumeBindMountOptions: ['1.37', undefined],
};

describe('gates', () => {
  test('each is known and on from the minor of its release notes', () => {
    assert.deepEqual(Object.keys(released).toSorted(), [...gateNames].toSorted());
    for (const gate of gateNames) {
      const [known, on] = released[gate];
      assert.equal(gateSince(gate), known, gate);
      for (const minor of minors) {
        assert.equal(isGateOn(gate, minor), on !== undefined && isAtLeast(minor, on), `${gate} in ${minor}`);
      }
    }
  });

  test('one that is on for good stays so, and cannot be switched; one that is not known cannot be, either', () => {
    for (const gate of gateNames) {
      assert.match(gateSigns[gate], /^\.*-*\+*=*$/, gate);
      for (const [index, sign] of [...gateSigns[gate]].entries()) {
        const isOnWhen = (isSwitchedOn: boolean) => isGateOn(gate, minors[index]!, { [gate]: isSwitchedOn });
        const both = [isOnWhen(true), isOnWhen(false)];
        const expected = sign === '=' ? [true, true] : sign === '.' ? [false, false] : [true, false];
        assert.deepEqual(both, expected, `${gate} in ${minors[index]}`);
      }
    }
  });

  test('on by default since one minor, or off in the newest', () => {
    for (const gate of gateNames) {
      const since = gateOnSince(gate);
      for (const minor of minors) {
        if (since !== undefined && isAtLeast(minor, since)) assert.ok(isGateOn(gate, minor), `${gate} ${minor}`);
      }
      if (since === undefined) assert.equal(isGateOn(gate, minors.at(-1)!), false, gate);
    }
  });

  test('a field is known wherever its gate is on', () => {
    assert.ok(fields.length > 30);
    for (const { type, field, gate } of fields) {
      const info = typeByName(type)?.fields.get(field);
      for (const minor of minors) {
        if (isGateOn(gate, minor)) assert.ok(info?.isKnownIn(minor), `${type}.${field} in ${minor}`);
      }
    }
  });

  test('the check says of what the server drops that it is dropped', () => {
    const said = new Set(fields.map(({ type, field, gate }) => `${type}.${field} ${gate}`));
    // On in every minor that has the field
    const neverOff: ReadonlySet<GateName> = new Set(['AppArmorFields']);
    // Their containers are refused as a whole
    const never = new Set(['core.v1.EphemeralContainer']);
    for (const [type, gated] of Object.entries(gatedFields)) {
      for (const [field, { gate }] of Object.entries(gated ?? {})) {
        if (neverOff.has(gate) || never.has(type)) continue;
        assert.ok(said.has(`${type}.${field} ${gate}`), `${type}.${field} ${gate}`);
      }
    }
  });

  test('of a table for one minor', () => {
    for (const { type, table, field, gate } of fields) {
      for (const minor of minors) {
        const found = tablesFor(minor).object(typeByName(type)!, table).fields.get(field);
        if (found?.constraints.gate !== gate) continue;
        assert.equal(found.closedGate, isGateOn(gate, minor) ? undefined : gate, `${table}.${field} ${minor}`);
      }
    }
  });
});

describe('what is dropped is said with the minor that brings it', () => {
  const service = (distribution: string) =>
    `apiVersion: v1\nkind: Service\nmetadata: {name: web}\nspec:\n  ports: [{port: 80}]\n  trafficDistribution: ${distribution}\n`;
  const autoscaler = (tolerance: string) => `apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: {name: web}
spec:
  scaleTargetRef: {apiVersion: apps/v1, kind: StatefulSet, name: web}
  maxReplicas: 3
  behavior: {scaleUp: {tolerance: ${tolerance}}}
`;

  test('distribution of traffic', () => {
    assert.deepEqual(findings(service('PreferClose'), { minor: '1.30' }), ['field-gate-off spec.trafficDistribution']);
    assert.deepEqual(findings(service('PreferClose'), { minor: '1.31' }), []);
    assert.deepEqual(findings(service('PreferSameNode'), { minor: '1.33' }), [
      'value-not-supported spec.trafficDistribution',
    ]);
    assert.deepEqual(findings(service('PreferSameNode'), { minor: '1.34' }), []);
  });

  test('tolerance of autoscalers', () => {
    const path = 'spec.behavior.scaleUp.tolerance';
    assert.deepEqual(findings(autoscaler('-1'), { minor: '1.32' }), [`field-needs-newer-kubernetes ${path}`]);
    assert.deepEqual(findings(autoscaler('-1'), { minor: '1.34' }), [`field-gate-off ${path}`]);
    assert.deepEqual(findings(autoscaler('-1'), { minor: '1.35' }), [`value-out-of-range ${path}`]);
    assert.deepEqual(findings(autoscaler('50m'), { minor: '1.35' }), []);
    assert.deepEqual(findings(autoscaler('0'), { minor: '1.35' }), []);
  });

  test('users of files, and the protocol of a probe', () => {
    const pod = 'volumes:\n  - name: files\n    configMap: {name: c, defaultUser: 5}';
    const field = 'spec.template.spec.volumes[0].configMap.defaultUser';
    assert.deepEqual(warningsIn({ pod }), [`field-gate-off ${field}`]);
    assert.deepEqual(errorsIn({ pod }, { minor: '1.36' }), [`field-needs-newer-kubernetes ${field}`]);
    const container = 'livenessProbe:\n  httpGet: {port: 80, protocol: H2C}';
    const probe = 'spec.template.spec.containers[0].livenessProbe.httpGet.protocol';
    assert.deepEqual(warningsIn({ container }), [`field-gate-off ${probe}`]);
    assert.deepEqual(errorsIn({ container }, { minor: '1.36' }), [`field-needs-newer-kubernetes ${probe}`]);
  });
});
