import { didYouMean, nearest } from '../../base/nearest.ts';
import type { FieldView } from '../../manifest/fieldView.ts';
import {
  type ClassParameter,
  type ClassParameters,
  isChoice,
  parameterByKey,
  parametersOf,
} from '../../storage/classParameters.ts';
import { driverByName } from '../../storage/drivers.ts';
import { changeTo, renameTo } from '../findings.ts';
import { defineRule, type Finding } from '../rule.ts';

export const rule = defineRule({
  id: 'class-parameter-mistaken',
  summary: 'a parameter of a StorageClass is misspelt, or has a value that its driver does not take',
  severity: 'warning',
  kinds: ['StorageClass'],
  *check({ manifest: { view, isTemplate } }) {
    const provisioner = view.field('provisioner').string() ?? '';
    const known = isTemplate ? undefined : parametersOf(provisioner);
    if (known?.rules.confidence !== 'verified') return;
    const entries = view.field('parameters').entries();
    const written = new Set(entries.map(({ name }) => name.toLowerCase()));
    for (const { name, value } of entries) {
      const parameter = parameterByKey(known, name);
      const found = parameter
        ? valueFault(parameter, value, known)
        : keyFault(name, value, { provisioner, known, written });
      if (found) yield found;
    }
  },
});

interface Surroundings {
  readonly provisioner: string;
  readonly known: ClassParameters;
  /** The keys of the class in lower case. */
  readonly written: ReadonlySet<string>;
}

/** A key that the driver does not know, where it is nearly one that it knows: others may be newer than what is known. */
function keyFault(name: string, value: FieldView, { provisioner, known, written }: Surroundings): Finding | undefined {
  const isCsi = driverByName(provisioner)?.isCsi === true;
  // Kubernetes: external-provisioner, `getFSType`: the old key counts in any case.
  if (name === '' || (isCsi && name.toLowerCase() === 'fstype')) return undefined;
  const keys = known.parameters
    .filter(({ isPrefix, scope }) => !isPrefix && scope !== 'attributes')
    .map(({ key }) => key);
  const better = slipOf(name, isCsi ? [...keys, 'fsType'] : keys);
  const fate = isCsi && name.startsWith('csi.storage.k8s.io/') ? 'refused' : known.rules.unknownKeys;
  const effect = effects[fate];
  if (better === undefined || effect === undefined) return undefined;
  return {
    at: { range: value.keyRange, field: value.path },
    message: `${provisioner} has no parameter "${name}" ${effect}; ${didYouMean(better)}`,
    fixes: () =>
      written.has(better.toLowerCase()) && better.toLowerCase() !== name.toLowerCase() ? [] : [renameTo(value, better)],
  };
}

const effects: Readonly<Record<string, string | undefined>> = {
  refused: 'and makes no volume',
  ignored: 'and ignores it',
  warned: 'and ignores it',
};

/** A value of another type than the parameter has, or a misspelt one. Of a choice there may be more than is known. */
function valueFault(
  { key, values, confidence }: ClassParameter,
  value: FieldView,
  { rules: { provisioner: driver, unknownKeys } }: ClassParameters,
): Finding | undefined {
  const text = value.string();
  if (confidence === 'unverified' || text === undefined || text === '' || /[${}]/.test(text)) return undefined;
  if (values.kind === 'integer') {
    if (/^[+-]?\d+$/.test(text.trim())) return undefined;
    return { at: value, message: `${key} of ${driver} is a whole number, and "${text}" is none` };
  }
  if (!values.isClosed || isChoice(values, text)) return undefined;
  const better = slipOf(text, values.choices);
  if (better !== undefined) {
    const message = `${key} of ${driver} cannot be "${text}"; ${didYouMean(better)}`;
    return { at: value, message, fixes: () => [changeTo(value, better)] };
  }
  // Where nobody knows what becomes of an unknown key, the known values are not all there are, either.
  if (values.kind === 'boolean' || unknownKeys === 'unknown') return undefined;
  const choices = values.choices.join(', ');
  const message = `"${text}" is none of what ${driver} is known to take as ${key}`;
  return { at: value, severity: 'information', message: choices.length > 40 ? message : `${message}: ${choices}` };
}

/** The word that was surely meant: short words of one length (`gp4`, `gp3`) are near by chance, unless letters changed places. */
function slipOf(word: string, candidates: readonly string[]): string | undefined {
  const better = nearest(word, candidates);
  if (better === undefined) return undefined;
  const sorted = (text: string) => [...text.toLowerCase()].sort().join('');
  return word.length >= 5 || word.length !== better.length || sorted(word) === sorted(better) ? better : undefined;
}
