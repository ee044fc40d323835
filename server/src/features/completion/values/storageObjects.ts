import { capitalized } from '../../../base/capitalized.ts';
import { type ClassParameter, parameterByKey, parametersOf } from '../../../storage/classParameters.ts';
import { describeDriver, describeParameter } from '../../../storage/describe.ts';
import { driverByName, drivers } from '../../../storage/drivers.ts';
import type { Driver } from '../../../storage/model.ts';
import { availableClasses } from '../../../storage/resolveClass.ts';
import { code } from '../../markdown.ts';
import { type EntryOffer, type ValueOffer, valueOffer } from '../offers.ts';
import { isKnown } from '../readable.ts';
import { knownText } from '../request.ts';
import { escapeSnippet, plainOrQuoted } from '../scalarText.ts';
import type { KeyContext, KeySources, ValueContext, ValueSources } from './context.ts';
import { surroundings } from './storageClasses.ts';

/** Provisioners: those that the workspace and the platform use, then every driver that makes volumes on demand. */
function* provisioners(context: ValueContext): Generator<ValueOffer> {
  yield* driverNames(context, (driver) => driver.provisioning !== 'static' && driver.lifecycle !== 'ephemeral');
}

/** Drivers of volumes that are made by hand. */
function* volumeDrivers(context: ValueContext): Generator<ValueOffer> {
  yield* driverNames(context, (driver) => driver.isCsi && driver.lifecycle !== 'ephemeral');
}

/** Drivers of volumes that live and die with a Pod. */
function* inlineDrivers(context: ValueContext): Generator<ValueOffer> {
  yield* driverNames(context, (driver) => driver.lifecycle === 'ephemeral' || driver.lifecycle === 'both');
}

function* driverNames(context: ValueContext, isFitting: (driver: Driver) => boolean): Generator<ValueOffer> {
  const { request, current } = context;
  const seen = new Set<string>();
  for (const [name, origin] of namesInUse(context)) {
    const driver = driverByName(name);
    if (name === current || seen.has(name) || (driver && !isFitting(driver))) continue;
    seen.add(name);
    yield driverOffer(name, driver, origin);
  }
  for (const { facts, origin } of availableClasses(surroundings(request))) {
    const { provisioner } = facts;
    if (provisioner === undefined || origin === 'catalogue' || seen.has(provisioner)) continue;
    const driver = driverByName(provisioner);
    // Classes with an old name work, but a new one should say who really does the work.
    if (!driver || driver.inTreeName === provisioner || provisioner.startsWith('kubernetes.io/') || !isFitting(driver))
      continue;
    seen.add(provisioner);
    yield driverOffer(provisioner, driver, undefined);
  }
  for (const driver of drivers()) {
    if (seen.has(driver.name) || driver.name.includes('*') || !isFitting(driver)) continue;
    yield driverOffer(driver.name, driver, undefined);
  }
}

function* namesInUse({ request }: ValueContext): Generator<readonly [name: string, origin: string]> {
  for (const { details } of request.workspace.objects('StorageClass')) {
    const provisioner = details.storageClass?.provisioner;
    if (isKnown(provisioner)) yield [provisioner, 'used in the workspace'];
  }
  for (const { details } of request.workspace.objects('PersistentVolume')) {
    const driver = details.volume?.csiDriver;
    if (isKnown(driver)) yield [driver, 'used in the workspace'];
  }
}

function driverOffer(name: string, driver: Driver | undefined, origin: string | undefined): ValueOffer {
  const detail = [driver?.title, origin].filter(Boolean).join(' · ');
  return valueOffer(name, {
    kind: 'class',
    ...(detail === '' ? {} : { detail }),
    filter: driver ? `${name} ${driver.title}` : name,
    ...(driver
      ? { documentation: () => `${capitalized(describeDriver(driver))}.${driver.note ? `\n\n${driver.note}` : ''}` }
      : {}),
  });
}

/** The parameters that the class's provisioner understands, the required ones first. */
function* parameterKeys({ holder, present }: KeyContext): Generator<EntryOffer> {
  const provisioner = knownText(holder.field('provisioner'));
  const known = provisioner === undefined ? undefined : parametersOf(provisioner);
  if (!known) return;
  const lower = new Set([...present].map((key) => key.toLowerCase()));
  const isAnyCase = known.rules.keyCase === 'any';
  const open = known.parameters.filter(
    ({ key, scope, isObsolete }) =>
      scope !== 'attributes' && !isObsolete && !present.has(key) && !(isAnyCase && lower.has(key.toLowerCase())),
  );
  for (const parameter of [...open.filter(isFirst), ...open.filter((one) => !isFirst(one))])
    yield parameterOffer(parameter);
}

const numberKinds: ReadonlySet<ClassParameter['values']['kind']> = new Set(['integer', 'decimal', 'octal']);

function isFirst({ isRequired, key }: ClassParameter): boolean {
  return isRequired || key === 'type';
}

function parameterOffer(parameter: ClassParameter): EntryOffer {
  const { key, isPrefix, values, isRequired } = parameter;
  const detail = [
    values.kind === 'choice' ? values.choices.slice(0, 4).join(', ') : values.kind,
    isRequired ? 'required' : undefined,
  ];
  const name = escapeSnippet(plainOrQuoted(key));
  // The API takes strings alone: a number is written between quotes.
  const value = numberKinds.has(values.kind) ? '"$0"' : '$0';
  return {
    label: isPrefix ? `${key}…` : key,
    kind: 'field',
    name: key,
    detail: detail.filter(Boolean).join(' · '),
    documentation: () => parameterDocumentation(parameter),
    block: isPrefix ? `${escapeSnippet(key)}$1: $0` : `${name}: ${value}`,
    flow: (isJson) => (isJson ? `${JSON.stringify(key)}: "$0"` : `${name}: ${value}`),
    asksAgain: values.choices.length > 0,
  };
}

function parameterDocumentation(parameter: ClassParameter): string {
  const { values, facts } = describeParameter(parameter, code);
  const told = values === undefined ? facts : [values, ...facts];
  return [parameter.note, told.map((fact) => `${fact}.`).join(' ')].filter(Boolean).join('\n\n');
}

function* parameterValues({ holder, key }: ValueContext): Generator<ValueOffer> {
  const provisioner = knownText(holder.field('provisioner'));
  const known = provisioner === undefined ? undefined : parametersOf(provisioner);
  const parameter = known && parameterByKey(known, key);
  if (!parameter) return;
  const standard = parameter.defaultValue;
  const { choices } = parameter.values;
  if (standard !== undefined && choices.includes(standard)) yield valueOffer(standard, { detail: 'default' });
  for (const choice of choices) if (choice !== standard) yield valueOffer(choice);
}

export const storageObjectSources: ValueSources = {
  'storage.v1.StorageClass.provisioner': provisioners,
  'storage.v1.StorageClass.parameters.*': parameterValues,
  'core.v1.CSIPersistentVolumeSource.driver': volumeDrivers,
  'core.v1.CSIVolumeSource.driver': inlineDrivers,
  'VolumeAttributesClass:driverName': volumeDrivers,
};

export const storageObjectKeys: KeySources = {
  'storage.v1.StorageClass.parameters': parameterKeys,
};
