import { own } from '../../base/own.ts';
import { type ClassParameter, isChoice, parameterByKey, parametersOf } from '../../storage/classParameters.ts';
import { code } from '../markdown.ts';
import { conceptLinks } from './links.ts';
import type { HoverPlace } from './place.ts';
import { renderHover } from './render.ts';

/** A parameter of a StorageClass or VolumeAttributesClass, on its key or its value: what its driver makes of it. */
export function parameterHover({ manifest, view }: HoverPlace): string | undefined {
  const naming = own(driverFields, manifest.kind);
  const { step: key } = view;
  if (naming === undefined || view.parent?.path !== 'parameters' || typeof key !== 'string') return undefined;
  const provisioner = manifest.view.field(naming).string();
  const known = provisioner === undefined ? undefined : parametersOf(provisioner);
  const parameter = known && parameterByKey(known, key);
  if (!parameter) return undefined;
  return renderHover({
    title: key,
    note: parameter.isRequired ? 'parameter, required' : 'parameter',
    answer: `${parameter.note} Read by ${code(provisioner!)}`,
    here: hereOf(parameter, view.string()),
    facts: factsOf(parameter),
    links: conceptLinks('storage-class'),
  });
}

/** The field that names who reads the parameters. */
const driverFields: Readonly<Record<string, string>> = {
  StorageClass: 'provisioner',
  VolumeAttributesClass: 'driverName',
};

function hereOf({ values, isPrefix, scope }: ClassParameter, written: string | undefined): string[] {
  const lines: string[] = [];
  if (isPrefix) lines.push('Any key that begins so.');
  if (values.choices.length > 0) {
    const all = values.choices.map(code).join(', ');
    lines.push(values.isClosed ? `One of ${all}.` : `Such as ${all}.`);
    if (written && values.isClosed && !isChoice(values, written)) lines.push(`${code(written)} is none of them.`);
  } else if (values.hint !== undefined) lines.push(`Looks like ${values.hint}.`);
  if (scope === 'both') lines.push('A VolumeAttributesClass can change it later.');
  return lines;
}

function factsOf({ defaultValue, since, isObsolete, confidence }: ClassParameter): string[] {
  return [
    defaultValue === undefined ? '' : `Default: ${defaultValue.includes(' ') ? defaultValue : code(defaultValue)}`,
    since === undefined ? '' : `Since ${since}`,
    isObsolete ? 'Old spelling, or without effect' : '',
    confidence === 'unverified' ? "Not checked against the driver's source" : '',
  ].filter((fact) => fact !== '');
}
