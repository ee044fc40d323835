import { bug } from '../base/bug.ts';
import { cloudDrivers } from './drivers/cloud.ts';
import { listedDrivers } from './drivers/listed.ts';
import { selfManagedDrivers } from './drivers/selfManaged.ts';
import { driverVariants } from './drivers/variants.ts';
import { csiNameOf } from './inTree.ts';
import type { Answer, Driver, DriverFeatures, DriverVariant, StorageKind } from './model.ts';
import { parseModes, parseTest } from './modes.ts';
import { confidenceOfMark, type Row, rowsOf, sourceOf } from './table.ts';

/**
 * The driver behind a provisioner name, undefined when it is not known. Understands the names that operators and charts
 * make up (`rook-ceph.rbd.csi.ceph.com`, `cluster.local/nfs-subdir-external-provisioner`), the legacy name of TopoLVM,
 * and in-tree names that Kubernetes hands to a CSI driver (`kubernetes.io/aws-ebs`).
 */
export function driverByName(provisioner: string): Driver | undefined {
  const { byName, patterns } = loaded();
  const name = csiNameOf(provisioner) ?? legacyNames.get(provisioner) ?? provisioner;
  const exact = byName.get(name);
  if (exact) return exact;
  return patterns.find((pattern) => matches(pattern, name))?.driver;
}

/** Every known driver, the best known first. */
export function drivers(): readonly Driver[] {
  return loaded().all;
}

const legacyNames: ReadonlyMap<string, string> = new Map([['topolvm.cybozu.com', 'topolvm.io']]);

const columns = 11;

interface Pattern {
  readonly start: string;
  readonly end: string;
  readonly driver: Driver;
}

interface Loaded {
  readonly all: readonly Driver[];
  readonly byName: ReadonlyMap<string, Driver>;
  readonly patterns: readonly Pattern[];
}

let cache: Loaded | undefined;

function loaded(): Loaded {
  cache ??= load();
  return cache;
}

function load(): Loaded {
  const variants = readVariants();
  const rows = [cloudDrivers, selfManagedDrivers, listedDrivers].flatMap((table) => rowsOf(table, columns));
  const all = rows.map((row) => toDriver(row, variants));
  const byName = new Map<string, Driver>();
  const patterns: Pattern[] = [];
  for (const driver of all) {
    const star = driver.name.indexOf('*');
    if (star < 0) byName.set(driver.name, driver);
    else patterns.push({ start: driver.name.slice(0, star), end: driver.name.slice(star + 1), driver });
  }
  return { all, byName, patterns };
}

function matches(pattern: Pattern, name: string): boolean {
  const { start, end, driver } = pattern;
  if (!name.startsWith(start)) return false;
  // `*.rbd.csi.ceph.com` is also the plain name; charts call their provisioner after the release.
  if (start === '') return name.endsWith(end) || name === end.slice(1);
  return driver.name === chartOfNfs ? name.includes('nfs') : name.length > start.length + end.length;
}

const chartOfNfs = 'cluster.local/*';

function readVariants(): ReadonlyMap<string, DriverVariant[]> {
  const variants = new Map<string, DriverVariant[]>();
  for (const [name = '', test = '', modes = ''] of rowsOf(driverVariants, 3)) {
    const list = variants.get(name) ?? [];
    list.push({ when: parseTest(test), modes: parseModes(modes) });
    variants.set(name, list);
  }
  return variants;
}

function toDriver(row: Row, variants: ReadonlyMap<string, readonly DriverVariant[]>): Driver {
  const [title = '', name = '', life = '', provisioning = '', letters = '', kind = '', modeText = ''] = row;
  const [mark = '', source = '', inTreeName = '', note = ''] = row.slice(7);
  const modes = parseModes(modeText);
  const isCsi = life !== 'N';
  return {
    name,
    title,
    isCsi,
    kind: oneOf(kinds, kind),
    provisioning: oneOf(provisionings, provisioning),
    lifecycle: lifecycles.get(life) ?? 'unknown',
    features: featuresOf(letters, isCsi, modes.Block?.modes.size === 0 && modes.Block.isClosed),
    modes,
    variants: variants.get(name) ?? [],
    ...(inTreeName ? { inTreeName } : {}),
    ...(note ? { note } : {}),
    confidence: confidenceOfMark(mark, `drivers/, row ${name}`),
    source: sourceOf(source, `drivers/, row ${name}`),
  };
}

const kinds: readonly StorageKind[] = [
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
const provisionings = ['dynamic', 'static', 'backend', 'unknown'] as const;
const lifecycles = new Map<string, Driver['lifecycle']>([
  ['P', 'persistent'],
  ['N', 'persistent'],
  ['E', 'ephemeral'],
  ['PE', 'both'],
]);

function oneOf<T extends string>(values: readonly T[], text: string): T {
  const value = values.find((one) => one === text);
  if (value === undefined) bug(`storage table: "${text}" is none of ${values.join(', ')}`);
  return value ?? values[values.length - 1]!;
}

function featuresOf(letters: string, isCsi: boolean, hasNoRawBlock: boolean): DriverFeatures {
  const answer = (letter: string, absent: Answer = isCsi ? 'unknown' : 'no'): Answer =>
    letters.includes(letter) ? 'yes' : letters.includes(letter.toLowerCase()) ? 'no' : absent;
  return {
    rawBlock: answer('B', hasNoRawBlock ? 'no' : 'unknown'),
    snapshot: answer('S'),
    expansion: answer('X'),
    cloning: answer('C'),
    topology: answer('T', 'unknown'),
  };
}
