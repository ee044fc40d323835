import { statefulSetFacts } from '../../facts/statefulSet.ts';
import type { FieldView } from '../../manifest/fieldView.ts';
import { compareQuantities, parseQuantity, wholeValue } from '../../storage/quantity.ts';
import { changeTo } from '../findings.ts';
import { defineRule, type Finding } from '../rule.ts';
import { bytesText } from '../sizes.ts';

export const rule = defineRule({
  id: 'resource-unit-mistaken',
  summary: 'memory of a few bytes or hundreds of cores, most likely by a wrong unit',
  severity: 'warning',
  kinds: ['StatefulSet'],
  words: ['resources'],
  *check({ manifest }) {
    const { podSpec, containers, initContainers } = statefulSetFacts(manifest);
    for (const owner of [podSpec, ...containers, ...initContainers]) {
      const resources = owner.field('resources');
      for (const list of ['requests', 'limits']) {
        const amounts = resources.field(list);
        if (!amounts.isMapping()) continue;
        const found = [
          memoryFinding(amounts.field('memory')),
          memoryFinding(amounts.field('ephemeral-storage')),
          processorFinding(amounts.field('cpu')),
        ];
        for (const finding of found) if (finding) yield finding;
      }
    }
  },
});

const leastMemory = parseQuantity('1Mi')!;
const mostCores = parseQuantity('1000')!;

/** So many are rather gigabytes than megabytes: no program that is worth a container runs in less than that. */
const fewGigabytes = 16n;

function memoryFinding(view: FieldView): Finding | undefined {
  const text = view.text()?.trim() ?? '';
  // With a unit it is said to be little.
  const quantity = /^[0-9]+(?:\.[0-9]+)?$/.test(text) ? parseQuantity(text) : undefined;
  if (!quantity || compareQuantities(quantity, leastMemory) >= 0) return undefined;
  const bytes = wholeValue(quantity);
  if (bytes === 0n) return undefined;
  const unit = bytes <= fewGigabytes ? 'Gi' : 'Mi';
  const wanted = /^[1-9][0-9]{0,4}$/.test(text) ? `${text}${unit}` : undefined;
  const advice = wanted === undefined ? 'write a unit such as Mi' : `write ${wanted} for ${unitNames[unit]}`;
  return {
    at: view,
    message: `${text} is ${bytesText(bytes)}; ${advice}`,
    fixes: () => (wanted === undefined ? [] : [changeTo(view, wanted, { title: `Change to ${wanted}` })]),
  };
}

const unitNames = { Mi: 'megabytes', Gi: 'gigabytes' } as const;

function processorFinding(view: FieldView): Finding | undefined {
  const text = view.text()?.trim() ?? '';
  // Who writes thousandths or less knows the units.
  const quantity = /[mun]$/.test(text) ? undefined : parseQuantity(text);
  if (!quantity) return undefined;
  if (compareQuantities(quantity, mostCores) < 0) return hundredsOfCores(view, text);
  const parts = /^([1-9][0-9]{0,5})(?:Mi?)?$/.exec(text);
  const wanted = parts ? `${parts[1]}m` : undefined;
  const example = wanted ?? '500m';
  const amount = /^[0-9.]+M$/.test(text) ? `${text.slice(0, -1)} million` : String(wholeValue(quantity));
  return {
    at: view,
    message: `${text} is ${amount} cores; write thousandths of one with a small m, as in ${example}`,
    fixes: () => (wanted === undefined ? [] : [changeTo(view, wanted, { title: `Change to ${wanted}` })]),
  };
}

/** Round hundreds are thousandths that lost their m; machines of so many cores have other numbers (128, 192, 448). */
function hundredsOfCores(view: FieldView, text: string): Finding | undefined {
  if (!/^[1-9][0-9][05]$/.test(text) || Number(text) % 50 !== 0) return undefined;
  return {
    at: view,
    severity: 'information',
    message: `${text} is ${text} cores, which few nodes have; write ${text}m for thousandths of one`,
    fixes: () => [changeTo(view, `${text}m`, { title: `Change to ${text}m` })],
  };
}
