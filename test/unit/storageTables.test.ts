import assert from 'node:assert/strict';
import { afterEach, describe, test } from 'node:test';
import { logBugsInsteadOfThrowing } from '../../server/src/base/bug.ts';
import { minors } from '../../server/src/schema/minor.ts';
import { catalogueClasses, classesOfPlatform } from '../../server/src/storage/classes.ts';
import { parameterByKey, parametersOf, provisionersWithParameters } from '../../server/src/storage/classParameters.ts';
import { driverByName, drivers } from '../../server/src/storage/drivers.ts';
import { knownImages } from '../../server/src/storage/imageFacts.ts';
import { inTreeByName, inTreePlugins, minorNumber } from '../../server/src/storage/inTree.ts';
import { limitsTable } from '../../server/src/storage/limitsTable.ts';
import type { Driver, ParameterTest, Sourced, VolumeMode } from '../../server/src/storage/model.ts';
import { conditions, parseTest } from '../../server/src/storage/modes.ts';
import { likelyPlatform, platformById, platforms, storageAddOns } from '../../server/src/storage/platforms.ts';
import { sources } from '../../server/src/storage/sources.ts';
import { confidenceOfMark, sectionsOf, sourceOf } from '../../server/src/storage/table.ts';
import { type VolumeLimits, volumeLimits } from '../../server/src/storage/volumeLimits.ts';

const kinds = [
  'block',
  'file',
  'object',
  'blockOrFile',
  'localBlock',
  'localDisk',
  'localDirectory',
  'secret',
  'certificate',
  'unknown',
];
const volumeModes: readonly VolumeMode[] = ['Filesystem', 'Block'];

// A row with a mistake is named by one test, and the tables around it are tested all the same.
const bugs: string[] = [];
logBugsInsteadOfThrowing((message) => bugs.push(message));
afterEach(() => assert.deepEqual(bugs.splice(0), []));

test('every table can be read', () => {
  drivers();
  inTreePlugins();
  platforms();
  storageAddOns();
  catalogueClasses();
  provisionersWithParameters();
  knownImages();
  volumeLimits('ebs.csi.aws.com', { parameters: {}, hasAllParameters: true });
});

function assertSourced(row: Sourced, what: string): void {
  assert.ok(['verified', 'listed', 'unverified'].includes(row.confidence), `${what}: confidence`);
  assert.ok(row.source.length > 3, `${what}: source`);
  assert.match(row.source, /^[ -~]+$/, `${what}: source`);
}

function assertUnique(names: readonly string[]): void {
  const seen = new Set<string>();
  for (const name of names) {
    assert.ok(!seen.has(name), `twice: ${name}`);
    seen.add(name);
  }
}

function assertNote(note: string | undefined, what: string): void {
  if (note === undefined) return;
  assert.match(note, /^[A-Z0-9/<][ -~]*\.$/, `${what}: "${note}"`);
  assert.ok(note.length <= 160, `${what}: ${note.length} characters`);
}

/** Whether a class parameter, and the values that a table tests it for, are ones that the provisioner knows. */
function assertKnownParameter(provisioner: string, { parameter, values }: ParameterTest): void {
  const known = parametersOf(provisioner);
  if (!known) return;
  const found = parameterByKey(known, parameter);
  assert.ok(found, `${provisioner} has no parameter ${parameter}`);
  if (!found.values.isClosed || found.values.kind !== 'choice') return;
  const choices = found.values.choices.map((choice) => choice.toLowerCase());
  for (const value of values ?? []) {
    assert.ok(value === '' || choices.includes(value.toLowerCase()), `${provisioner}: ${parameter}=${value}`);
  }
}

describe('drivers', () => {
  test('every row is whole', () => {
    assert.ok(drivers().length > 150);
    assertUnique(drivers().map(({ name }) => name));
    for (const driver of drivers()) {
      assert.match(driver.name, /^[A-Za-z0-9*]([A-Za-z0-9.*/-]*[A-Za-z0-9*])?$/, driver.name);
      assert.ok(driver.title.length > 0, driver.name);
      assert.ok(kinds.includes(driver.kind), driver.name);
      assert.notEqual(driver.lifecycle, undefined);
      assertSourced(driver, driver.name);
      assertNote(driver.note, driver.name);
      if (driver.confidence === 'verified') assert.notEqual(driver.kind, 'unknown', driver.name);
    }
  });

  test('every name leads back to its row', () => {
    for (const driver of drivers())
      assert.equal(driverByName(driver.name.replace('*', 'some-nfs')), driver, driver.name);
  });

  test('a CSI driver that takes ReadWriteOnce takes ReadWriteOncePod, save the one that is known not to', () => {
    const odd = drivers().filter((driver) => driver.isCsi && volumeModes.some((mode) => lacksPodMode(driver, mode)));
    assert.deepEqual(
      odd.map(({ name }) => name),
      ['csi.exoscale.com'],
    );
  });

  test('every condition is used, and asks for a parameter that the driver has', () => {
    const used = new Set<unknown>();
    for (const driver of drivers()) {
      for (const { condition } of volumeModes.flatMap((mode) => [...(driver.modes[mode]?.modes.values() ?? [])])) {
        if (!condition) continue;
        used.add(condition);
        if (typeof condition.decidedBy === 'object') assertKnownParameter(driver.name, condition.decidedBy);
      }
      for (const { when } of driver.variants) assertKnownParameter(driver.name, when);
    }
    for (const [name, condition] of Object.entries(conditions)) assert.ok(used.has(condition), `unused: ${name}`);
  });

  test('variants belong to drivers that exist', () => {
    assert.deepEqual(
      drivers().flatMap(({ name, variants }) => variants.map(() => name)),
      ['pd.csi.storage.gke.io', 'pd.csi.storage.gke.io', 'pd.csi.storage.gke.io', 'block.csi.vultr.com'],
    );
  });

  function lacksPodMode({ modes }: Driver, volumeMode: VolumeMode): boolean {
    const stated = modes[volumeMode];
    return stated?.isClosed === true && stated.modes.has('ReadWriteOnce') && !stated.modes.has('ReadWriteOncePod');
  }
});

describe('in-tree plugins', () => {
  test('every row is whole, and names a driver that says the same', () => {
    assert.equal(inTreePlugins().length, 13);
    for (const plugin of inTreePlugins()) {
      assert.match(plugin.name, /^kubernetes\.io\/[a-z-]+$/);
      assert.ok(minorNumber(plugin.removedIn) > 20, plugin.name);
      assertSourced(plugin, plugin.name);
      if (plugin.successor === undefined) continue;
      assert.equal(driverByName(plugin.successor)?.inTreeName, plugin.name);
      const minorsOfMove = [plugin.redirectedSince, plugin.alwaysRedirectedSince, plugin.removedIn].map((minor) =>
        minorNumber(minor!),
      );
      assert.deepEqual(
        minorsOfMove,
        minorsOfMove.toSorted((a, b) => a - b),
        plugin.name,
      );
    }
    for (const { inTreeName, name } of drivers()) {
      if (inTreeName) assert.equal(inTreeByName(inTreeName)?.successor, name);
    }
  });
});

describe('platforms and classes', () => {
  const all = [...platforms(), ...storageAddOns()];

  test('a platform is known by what people call it', () => {
    const meant = ['EKS', 'aws', 'Azure', 'google', 'minikub', 'constructor', 'oracle', 'vmware'].map(likelyPlatform);
    assert.deepEqual(meant, ['eks', 'eks', 'aks', 'gke', 'minikube', undefined, 'oke', 'vsphere']);
    for (const { id } of platforms()) assert.equal(likelyPlatform(id.toUpperCase()), id);
  });

  test('every platform is whole', () => {
    assertUnique(all.map(({ id }) => id));
    for (const platform of all) {
      assert.match(platform.id, /^[a-z0-9]+(-[a-z0-9]+)*$/);
      assert.equal(platformById(platform.id), platform);
      assert.ok(platform.title.length > 0);
      assertSourced(platform, platform.id);
      assertNote(platform.note, platform.id);
      for (const id of platform.runsOn) assert.ok(platformById(id), `${platform.id} runs on ${id}`);
    }
  });

  test('every platform has classes, but for those that ship none', () => {
    const empty = all.filter(({ id }) => classesOfPlatform(id).length === 0).map(({ id }) => id);
    assert.deepEqual(empty, ['rke2', 'kubeadm']);
  });

  test('a platform has one default class, or none, as it says', () => {
    for (const { id, defaultClass, kind } of all) {
      if (kind === 'addOn') continue;
      const counts = minors.map(
        (minor) =>
          classesOfPlatform(id, minor).filter((facts) => facts.isDefault === 'yes' && facts.presence === 'shipped')
            .length,
      );
      if (defaultClass === 'none')
        assert.ok(
          counts.every((count) => count === 0),
          id,
        );
      else if (id === 'eks') assert.deepEqual(counts, [1, 0, 0, 0, 0, 0, 0, 0, 0]);
      else
        assert.ok(
          counts.every((count) => count === 1),
          `${id}: ${counts}`,
        );
    }
  });

  test('every class is whole and points to a known driver', () => {
    assert.ok(catalogueClasses().length > 140);
    assertUnique(catalogueClasses().map((facts) => `${facts.platform} ${facts.name} ${facts.since}`));
    for (const facts of catalogueClasses()) {
      const what = `${facts.platform} ${facts.name}`;
      assert.match(facts.name, /^[a-z0-9]([-a-z0-9.]*[a-z0-9])?$/, what);
      assert.ok(kinds.includes(facts.kind), what);
      assert.ok(['shipped', 'optional', 'legacy', 'example'].includes(facts.presence), what);
      for (const version of [facts.since, facts.until]) if (version) assert.ok(minorNumber(version) > 0, what);
      if (facts.provisioner === undefined) assert.ok(facts.note, `${what}: no provisioner and no word why`);
      else assert.ok(driverByName(facts.provisioner), `${what}: ${facts.provisioner}`);
      assertSourced(facts, what);
      assertNote(facts.note, what);
      for (const [parameter, value] of Object.entries(facts.parameters)) {
        assertKnownParameter(facts.provisioner ?? '', { parameter, values: [value] });
      }
    }
  });

  test('a class is what its driver makes', () => {
    for (const { name, kind, provisioner } of catalogueClasses()) {
      const made = provisioner === undefined ? undefined : driverByName(provisioner)?.kind;
      if (made === undefined || made === 'blockOrFile' || name === 'openebs-device') continue;
      assert.equal(kind, made, name);
    }
  });
});

describe('class parameters', () => {
  test('every provisioner is known', () => {
    assert.ok(provisionersWithParameters().length > 55);
    for (const name of provisionersWithParameters()) {
      assert.ok(driverByName(name) ?? inTreeByName(name), name);
      const { rules } = parametersOf(name)!;
      assertSourced(rules, name);
      assertNote(rules.note, name);
    }
  });

  test('every parameter is whole and stands once', () => {
    let count = 0;
    for (const provisioner of provisionersWithParameters()) {
      const { parameters, rules } = parametersOf(provisioner)!;
      assertUnique(parameters.map(({ key, isPrefix }) => (isPrefix ? `${key}*` : key)));
      if (rules.keyCase === 'any')
        assertUnique(parameters.map(({ key, isPrefix }) => (isPrefix ? `${key}*` : key).toLowerCase()));
      for (const parameter of parameters) {
        count++;
        const what = `${provisioner} ${parameter.key}`;
        assert.match(parameter.key, /^[-A-Za-z0-9._/]+$/, what);
        assertNote(parameter.note, what);
        assertSourced(parameter, what);
        const { kind, choices } = parameter.values;
        if (kind === 'choice') assert.ok(choices.length > 0 && choices.every((choice) => choice !== ''), what);
        assertUnique(choices);
        if (parameter.isObsolete) assert.equal(parameter.isRequired, false, what);
      }
    }
    assert.ok(count > 700);
  });

  test('a default that is one of the choices is spelled like it', () => {
    for (const provisioner of provisionersWithParameters()) {
      for (const { key, defaultValue, values } of parametersOf(provisioner)!.parameters) {
        const like = values.choices.find((choice) => choice.toLowerCase() === defaultValue?.toLowerCase());
        if (like !== undefined) assert.equal(defaultValue, like, `${provisioner} ${key}`);
      }
    }
  });
});

describe('volume limits', () => {
  test('every row belongs to a known driver and tests parameters that it has', () => {
    for (const { head, rows } of sectionsOf(limitsTable, 7)) {
      for (const name of (head[0] ?? '').split(', ')) {
        const driver = drivers().find((one) => one.name === name);
        assert.ok(driver, name);
        for (const test of rows.flatMap(([tests = '']) => (tests === '' ? [] : tests.split(' & ').map(parseTest)))) {
          if (test.parameter !== 'volumeMode') assertKnownParameter(name.replace('*.', '').replace('*', 'nfs'), test);
        }
      }
    }
  });

  test('every limit is sane', () => {
    for (const { name } of drivers()) {
      const provisioner = name.replace('*', 'x');
      const choices =
        parametersOf(provisioner)?.parameters.flatMap(({ key, values }) =>
          values.choices.map((value) => ({ [key]: value })),
        ) ?? [];
      for (const parameters of [{}, ...choices]) {
        for (const hasAllParameters of [true, false]) {
          const limits = volumeLimits(provisioner, { parameters, hasAllParameters });
          if (limits) assertSane(limits, `${name} ${JSON.stringify(parameters)}`);
        }
      }
    }
  });

  function assertSane(limits: VolumeLimits, what: string): void {
    assertSourced(limits, what);
    assertNote(limits.note, what);
    const { minimum, maximum, steps } = limits;
    if (minimum) assert.ok(minimum.bytes > 0n, what);
    if (minimum && maximum) assert.ok(minimum.bytes <= maximum.bytes, what);
    for (const step of steps) assert.ok(step.bytes > 0n, what);
    for (const [index, step] of steps.entries())
      assert.equal(step.below === undefined, index === steps.length - 1, what);
  }
});

describe('images', () => {
  test('every row is whole', () => {
    assert.ok(knownImages().length > 130);
    assertUnique(
      knownImages().flatMap((facts) =>
        facts.patterns.map((pattern) => `${pattern} ${facts.tags.since}..${facts.tags.until}`),
      ),
    );
    for (const facts of knownImages()) {
      const what = facts.patterns.join(', ');
      for (const pattern of facts.patterns) assert.match(pattern, /^[a-z0-9]+([a-z0-9._/*-]*[a-z0-9*])?$/, what);
      assert.ok(facts.product, what);
      assertSourced(facts, what);
      assertNote(facts.note, what);
      const dirs = [
        facts.dataDirs,
        facts.declaredVolumes ?? [],
        facts.alsoGoodDirs,
        facts.emptyDirs,
        facts.programDirs,
      ].flat();
      for (const dir of dirs) assert.match(dir, /^(\/[A-Za-z0-9._-]+)+$/, what);
      assert.equal(facts.dataDirs.length > 0, facts.keeps === 'directories', what);
      for (const dir of facts.emptyDirs)
        assert.ok(!facts.dataDirs.includes(dir) && !facts.alsoGoodDirs.includes(dir), what);
      for (const dir of facts.programDirs) assert.ok(!facts.dataDirs.includes(dir), what);
      for (const { first, last } of [...facts.ports, ...facts.peerPorts])
        assert.ok(first > 0 && first <= last && last < 65536, what);
      assert.ok(facts.ports.length > 0, what);
      for (const id of [facts.user?.uid, facts.user?.gid, facts.fsGroup, facts.shutdownSeconds])
        assert.ok(id === undefined || Number.isInteger(id), what);
      for (const { name } of facts.movedBy) assert.ok(name.length > 0, what);
    }
  });
});

test('a source or mark that does not exist is named with its row', () => {
  assert.equal(sourceOf('eks', 'drivers/, row x'), sources.eks);
  sourceOf('eks, nothing', 'drivers/, row ebs.csi.example.com');
  confidenceOfMark('nothing', 'drivers/, row ebs.csi.example.com');
  const place = /"nothing".* in drivers\/, row ebs\.csi\.example\.com/;
  assert.deepEqual(
    bugs.splice(0).map((message) => place.test(message)),
    [true, true],
  );
});
