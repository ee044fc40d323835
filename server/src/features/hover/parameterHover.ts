import { own } from '../../base/own.ts';
import { type ClassParameter, isChoice, parameterByKey, parametersOf } from '../../storage/classParameters.ts';
import { describeParameter } from '../../storage/describe.ts';
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
  const { values, facts } = describeParameter(parameter, code);
  return renderHover({
    title: key,
    note: parameter.isRequired ? 'parameter, required' : 'parameter',
    answer: `${parameter.note} Read by ${code(provisioner!)}`,
    here: hereOf(parameter, values, view.string()),
    facts,
    links: conceptLinks('storage-class'),
  });
}

/** The field that names who reads the parameters. */
const driverFields: Readonly<Record<string, string>> = {
  StorageClass: 'provisioner',
  VolumeAttributesClass: 'driverName',
};

function hereOf({ values, isPrefix, scope }: ClassParameter, told: string | undefined, written?: string): string[] {
  const isNone = written && values.isClosed && values.choices.length > 0 && !isChoice(values, written);
  return [
    ...(isPrefix ? ['Any key that begins so.'] : []),
    ...(told === undefined ? [] : [`${told}.`]),
    ...(isNone ? [`${code(written)} is none of them.`] : []),
    ...(scope === 'both' ? ['A VolumeAttributesClass can change it later.'] : []),
  ];
}
