import { bug } from '../base/bug.ts';
import { driverByName } from './drivers.ts';
import { inTreeByName } from './inTree.ts';
import type { Sourced } from './model.ts';
import { awsParameters } from './parameters/aws.ts';
import { azureParameters } from './parameters/azure.ts';
import { clusterStorageParameters } from './parameters/clusterStorage.ts';
import { csiParameters } from './parameters/csi.ts';
import { googleParameters } from './parameters/google.ts';
import { inTreeParameters } from './parameters/inTree.ts';
import { openInfrastructureParameters } from './parameters/openInfrastructure.ts';
import { vendorParameters } from './parameters/vendors.ts';
import { confidenceOfMark, listOf, type Row, type Section, sectionsOf } from './table.ts';

/** A parameter of a StorageClass, or of a VolumeAttributesClass. */
export interface ClassParameter extends Sourced {
  /** As the driver's documentation spells it; without the `*` where `isPrefix`. */
  readonly key: string;
  /** Whether it stands for every key that begins so. */
  readonly isPrefix: boolean;
  readonly isRequired: boolean;
  /** `class`: of a StorageClass. `attributes`: of a VolumeAttributesClass only. `both`: a later change is possible. */
  readonly scope: 'class' | 'both' | 'attributes';
  /** Old spellings, keys without effect, and keys that only Kubernetes fills in. */
  readonly isObsolete: boolean;
  readonly values: ParameterValues;
  /** What counts where it is not set, in words where it is no value. Absent: not known or nothing. */
  readonly defaultValue?: string;
  readonly note: string;
  /** The driver's version, or a date, that brought it. */
  readonly since?: string;
}

/** What a parameter takes. */
export interface ParameterValues {
  readonly kind:
    | 'choice'
    | 'boolean'
    | 'integer'
    | 'decimal'
    | 'list'
    | 'json'
    | 'quantity'
    | 'octal'
    | 'duration'
    | 'text';
  /** Values to offer; all there are where `isClosed`. A boolean offers true and false. */
  readonly choices: readonly string[];
  readonly isClosed: boolean;
  /** What a text or a number looks like. */
  readonly hint?: string;
}

/** How a provisioner reads the keys of its classes. */
export interface ParameterRules extends Sourced {
  readonly provisioner: string;
  readonly keyCase: 'any' | 'exact' | 'unknown';
  /** What becomes of a class with a key that the driver does not know. */
  readonly unknownKeys: 'refused' | 'ignored' | 'warned' | 'kept' | 'unknown';
  readonly note?: string;
}

/** Everything that is known about the parameters of one provisioner's classes. */
export interface ClassParameters {
  readonly rules: ParameterRules;
  /** The driver's own keys, then those that every CSI driver has through its provisioner. */
  readonly parameters: readonly ClassParameter[];
}

/** The parameters of classes with that provisioner, undefined when none are known. */
export function parametersOf(provisioner: string): ClassParameters | undefined {
  const known = results.get(provisioner);
  if (known || results.has(provisioner)) return known;
  const found = find(provisioner);
  // A name that is typed letter by letter must not fill the memory.
  if (found) results.set(provisioner, found);
  return found;
}

/**
 * The parameter that a key stands for, undefined when the provisioner knows none such. Case counts only where it is known
 * to count.
 */
export function parameterByKey(known: ClassParameters, key: string): ClassParameter | undefined {
  const lower = key.toLowerCase();
  return known.parameters.find((parameter) => {
    // The provisioner reads its own keys before any driver does, and reads them exactly.
    const isExact = known.rules.keyCase === 'exact' || parameter.key.startsWith('csi.storage.k8s.io/');
    const own = isExact ? parameter.key : parameter.key.toLowerCase();
    const given = isExact ? key : lower;
    return parameter.isPrefix ? given.startsWith(own) && given.length > own.length : given === own;
  });
}

/** Whether a value is one of a parameter's choices; drivers read them in any case. */
export function isChoice({ choices }: ParameterValues, value: string): boolean {
  return choices.some((choice) => choice.toLowerCase() === value.toLowerCase());
}

/** Every provisioner whose parameters are known. */
export function provisionersWithParameters(): readonly string[] {
  return [...loaded().keys()].filter((name) => name !== anyCsi);
}

const anyCsi = '*';
const columns = 6;
const results = new Map<string, ClassParameters>();
let cache: ReadonlyMap<string, ClassParameters> | undefined;

function find(provisioner: string): ClassParameters | undefined {
  const tables = loaded();
  const driver = inTreeByName(provisioner) ? undefined : driverByName(provisioner);
  const name = driver?.name.replace('cluster.local/*', nfsChart).replace('*.', '');
  const own = tables.get(provisioner) ?? (name === undefined ? undefined : tables.get(name));
  if (!own || !driver?.isCsi) return own;
  const folded = (key: string): string => (own.rules.keyCase === 'any' ? key.toLowerCase() : key);
  const ownKeys = new Set(own.parameters.map(({ key }) => folded(key)));
  const common = tables.get(anyCsi)?.parameters.filter(({ key }) => !ownKeys.has(folded(key))) ?? [];
  return { rules: own.rules, parameters: [...own.parameters, ...common] };
}

const nfsChart = 'cluster.local/nfs-subdir-external-provisioner';

function loaded(): ReadonlyMap<string, ClassParameters> {
  cache ??= load();
  return cache;
}

function load(): ReadonlyMap<string, ClassParameters> {
  const tables = new Map<string, { rules: ParameterRules; parameters: ClassParameter[] }>();
  const texts = [
    csiParameters,
    awsParameters,
    googleParameters,
    azureParameters,
    openInfrastructureParameters,
    clusterStorageParameters,
    vendorParameters,
    inTreeParameters,
  ];
  for (const section of texts.flatMap((text) => sectionsOf(text, columns))) {
    for (const provisioner of listOf(section.head[0] ?? '')) {
      const table = tables.get(provisioner) ?? { rules: rulesOf(section, provisioner), parameters: [] };
      table.parameters.push(...section.rows.map((row) => toParameter(row, table.rules.source)));
      tables.set(provisioner, table);
    }
  }
  return tables;
}

const keyCases = ['any', 'exact', 'unknown'] as const;
const fates = ['refused', 'ignored', 'warned', 'kept', 'unknown'] as const;

function rulesOf({ head }: Section, provisioner: string): ParameterRules {
  const [, keyCaseText, fateText, mark = '', source = '', note] = head;
  const keyCase = keyCases.find((one) => one === keyCaseText);
  const unknownKeys = fates.find((one) => one === fateText);
  if (!keyCase || !unknownKeys || !source) bug(`storage table: heading of the parameters of ${provisioner}`);
  return {
    provisioner,
    keyCase: keyCase ?? 'unknown',
    unknownKeys: unknownKeys ?? 'unknown',
    ...(note ? { note } : {}),
    confidence: confidenceOfMark(mark, `parameters/, heading of ${provisioner}`),
    source,
  };
}

function toParameter(row: Row, source: string): ClassParameter {
  const [key = '', flags = '', values = '', defaultValue, note = '', since] = row;
  for (const flag of flags) if (!'!~^?x'.includes(flag)) bug(`storage table: flag "${flag}" of parameter ${key}`);
  const isPrefix = key.endsWith('*');
  return {
    key: isPrefix ? key.slice(0, -1) : key,
    isPrefix,
    isRequired: flags.includes('!'),
    scope: flags.includes('^') ? 'attributes' : flags.includes('~') ? 'both' : 'class',
    isObsolete: flags.includes('x'),
    values: valuesOf(values),
    ...(defaultValue ? { defaultValue } : {}),
    note,
    ...(since ? { since } : {}),
    confidence: flags.includes('?') ? 'unverified' : 'verified',
    source,
  };
}

const valueKinds: ReadonlyMap<string, ParameterValues['kind']> = new Map([
  ['bool', 'boolean'],
  ['int', 'integer'],
  ['decimal', 'decimal'],
  ['list', 'list'],
  ['json', 'json'],
  ['quantity', 'quantity'],
  ['octal', 'octal'],
  ['duration', 'duration'],
  ['text', 'text'],
]);

function valuesOf(cell: string): ParameterValues {
  const space = cell.indexOf(' ');
  const word = space < 0 ? cell : cell.slice(0, space);
  const rest = space < 0 ? '' : cell.slice(space + 1);
  if (word === 'in:' || word === 'like:') {
    return { kind: 'choice', choices: listOf(rest), isClosed: word === 'in:' };
  }
  const kind = valueKinds.get(word);
  if (!kind) bug(`storage table: values "${cell}"`);
  const choices = kind === 'boolean' ? ['true', 'false'] : [];
  return { kind: kind ?? 'text', choices, isClosed: kind === 'boolean', ...(rest ? { hint: rest } : {}) };
}
