import { driverByName } from './drivers.ts';
import { inTreeByName } from './inTree.ts';
import {
  type AccessMode,
  accessModes,
  type Condition,
  type Confidence,
  type Driver,
  type ModeSupport,
  type ModeTable,
  type ParameterTest,
  type StatedModes,
  type StorageClassFacts,
  type VolumeMode,
  worseOf,
} from './model.ts';

/** What is known about the volumes whose access modes are asked for. */
export interface VolumeOrigin {
  readonly parameters?: Readonly<Record<string, string>>;
  /** Whether `parameters` holds all that matter, so that one which is not there is not set. */
  readonly hasAllParameters?: boolean;
  /** Whether the claim takes its content from a snapshot or another claim; not known where absent. */
  readonly hasDataSource?: boolean;
}

/**
 * For each of the four access modes, whether the driver takes it in that volume mode. Conditions that `origin` answers
 * become yes or no. Each mode of a claim is put to the driver by itself: one that it refuses refuses the claim.
 */
export function accessModesOf(
  driver: Driver,
  volumeMode: VolumeMode,
  origin: VolumeOrigin = {},
): readonly ModeSupport[] {
  const variant = driver.variants.find(({ when }) => passes(when, origin) === true);
  const table = variant?.modes ?? driver.modes;
  return supportIn(table, volumeMode, { driver, origin });
}

/**
 * The same for a class, whose parameters answer conditions. Undefined when its provisioner is not known. What is known
 * about the class itself bounds how sure the answers are.
 */
export function accessModesOfClass(
  facts: StorageClassFacts,
  volumeMode: VolumeMode,
  hasDataSource?: boolean,
): readonly ModeSupport[] | undefined {
  const known = knownModes.get(facts) ?? new Map<string, readonly ModeSupport[] | undefined>();
  const key = `${volumeMode} ${hasDataSource}`;
  if (!known.has(key)) {
    known.set(key, readModes(facts, volumeMode, hasDataSource));
    knownModes.set(facts, known);
  }
  return known.get(key);
}

const knownModes = new WeakMap<StorageClassFacts, Map<string, readonly ModeSupport[] | undefined>>();

function readModes(
  facts: StorageClassFacts,
  volumeMode: VolumeMode,
  hasDataSource: boolean | undefined,
): readonly ModeSupport[] | undefined {
  const driver = facts.provisioner === undefined ? undefined : driverByName(facts.provisioner);
  if (!driver || facts.provisioner === undefined) return undefined;
  const origin: VolumeOrigin = { ...facts, ...(hasDataSource === undefined ? {} : { hasDataSource }) };
  const modes = facts.modes
    ? supportIn(facts.modes, volumeMode, { driver, origin })
    : accessModesOf(driver, volumeMode, origin);
  const isInTree = inTreeByName(facts.provisioner) !== undefined;
  const bound = worseOf(facts.confidence, facts.fieldConfidence.accessModes ?? 'verified');
  return modes.map((support) => {
    // Kubernetes documents no in-tree name as taking ReadWriteOncePod, nor raw devices beyond its old plugin.
    const isGuess = isInTree && (support.mode === 'ReadWriteOncePod' || volumeMode === 'Block');
    return { ...support, confidence: worseOf(support.confidence, isGuess ? 'unverified' : bound) };
  });
}

/** Whether one mode is taken; a shorthand for a look into `accessModesOf`. */
export function supportOf(modes: readonly ModeSupport[], mode: string): ModeSupport | undefined {
  return modes.find((support) => support.mode === mode);
}

/**
 * Whether a test of a class parameter passes; undefined where the parameter is not known. Names and values are compared
 * without regard to case, as most drivers do.
 */
export function passes(test: ParameterTest, origin: VolumeOrigin): boolean | undefined {
  const value = parameterOf(origin.parameters ?? {}, test.parameter);
  if (value === undefined && !origin.hasAllParameters) return undefined;
  if (test.atLeast !== undefined) return Number(value ?? Number.NaN) >= test.atLeast;
  return test.values?.includes((value ?? '').toLowerCase()) ?? false;
}

/** A parameter's value whatever the case of its name; undefined when it is not there. */
export function parameterOf(parameters: Readonly<Record<string, string>>, name: string): string | undefined {
  if (Object.hasOwn(parameters, name)) return parameters[name];
  const lower = name.toLowerCase();
  const key = Object.keys(parameters).find((one) => one.toLowerCase() === lower);
  return key === undefined ? undefined : parameters[key];
}

interface Context {
  readonly driver: Driver;
  readonly origin: VolumeOrigin;
}

function supportIn(table: ModeTable, volumeMode: VolumeMode, context: Context): readonly ModeSupport[] {
  return accessModes.map((mode) => supportOfMode(table[volumeMode], mode, context));
}

function supportOfMode(stated: StatedModes | undefined, mode: AccessMode, context: Context): ModeSupport {
  const { driver, origin } = context;
  const found = stated?.modes.get(mode);
  const confidence: Confidence = found?.isUnverified ? 'unverified' : driver.confidence;
  const base = { mode, confidence, source: driver.source };
  if (!found) return { ...base, support: stated?.isClosed ? 'no' : 'unknown' };
  const { condition } = found;
  if (!condition) return { ...base, support: 'yes' };
  const answer = answerTo(condition, origin);
  return answer === undefined
    ? { ...base, support: 'conditional', condition }
    : { ...base, support: answer ? 'yes' : 'no' };
}

function answerTo(condition: Condition, origin: VolumeOrigin): boolean | undefined {
  const { decidedBy } = condition;
  if (decidedBy === 'installation') return undefined;
  return decidedBy === 'dataSource' ? origin.hasDataSource : passes(decidedBy, origin);
}
