import {
  isWhole,
  parseQuantity,
  type Quantity,
  toBinaryText,
  toDecimalText,
  wholeValue,
} from '../../storage/quantity.ts';
import type { HoverPlace } from './place.ts';

/** What a quantity counts: cores, bytes, or things such as devices. */
export type Measure = 'cpu' | 'bytes' | 'count';

/** What the quantity under a place counts; undefined where the place is no single quantity. */
export function measureOf({ value, view, manifest }: HoverPlace): Measure | undefined {
  if (value?.ref !== 'Quantity') return undefined;
  const step = String(view.step);
  if (step === 'sizeLimit') return 'bytes';
  if (step === 'divisor')
    return measureOfResource(
      view.parent
        ?.field('resource')
        .string()
        ?.replace(/^\w+\./, ''),
    );
  if (manifest.kind === 'HorizontalPodAutoscaler') {
    return measureOfResource(view.parent?.parent?.field('name').string());
  }
  return measureOfResource(step);
}

function measureOfResource(name: string | undefined): Measure {
  if (name === 'cpu') return 'cpu';
  const isBytes =
    name !== undefined && /^((requests\.|limits\.)?(memory|storage|ephemeral-storage)|hugepages-.+)$/.test(name);
  return isBytes ? 'bytes' : 'count';
}

/** What a quantity amounts to: the answer, and further lines. */
export function quantityWords(text: string, measure: Measure): { answer: string; more: string[] } | undefined {
  const quantity = parseQuantity(text);
  if (!quantity) return undefined;
  if (measure === 'cpu') return cpuWords(quantity);
  return measure === 'bytes' ? byteWords(quantity) : countWords(text, quantity);
}

function byteWords(quantity: Quantity): { answer: string; more: string[] } {
  const bytes = wholeValue(quantity);
  const count = `${bytes.toLocaleString('en-US')} ${bytes === 1n ? 'byte' : 'bytes'}`;
  if (!isWhole(quantity)) return { answer: `${count}, as parts of a byte are rounded up`, more: [] };
  if (bytes < 1000n) return { answer: count, more: [] };
  return { answer: count, more: [`${toBinaryText(bytes)} in binary units, ${toDecimalText(bytes)} in decimal ones`] };
}

/** Parts of a core that have a name. */
const parts: Readonly<Record<string, string>> = {
  '50': 'a twentieth of a core',
  '100': 'a tenth of a core',
  '200': 'a fifth of a core',
  '250': 'a quarter of a core',
  '500': 'half a core',
  '750': 'three quarters of a core',
};

/** CPU is counted in thousandths of a core; finer than that is rounded up. */
function cpuWords(quantity: Quantity): { answer: string; more: string[] } {
  const milli = wholeValue({ ...quantity, exponent: quantity.exponent + 3 });
  const cores = decimals(milli);
  const plain = milli === 1000n ? '1 core' : `${cores} cores`;
  const answer = parts[`${milli}`] ?? (milli < 1000n ? `${cores} of a core` : plain);
  const count = milli < 1000n ? `${cores} cores, ` : '';
  return { answer, more: [`${count}${milli.toLocaleString('en-US')} thousandths of a core (\`${milli}m\`)`] };
}

function countWords(text: string, quantity: Quantity): { answer: string; more: string[] } {
  if (!isWhole(quantity)) return { answer: `the number ${text}`, more: [] };
  return { answer: `the number ${wholeValue(quantity).toLocaleString('en-US')}`, more: [] };
}

/** Thousandths as a decimal number without zeros at the end. */
function decimals(milli: bigint): string {
  const fraction = `${milli % 1000n}`.padStart(3, '0').replace(/0{1,3}$/, '');
  return fraction === '' ? `${milli / 1000n}` : `${milli / 1000n}.${fraction}`;
}
