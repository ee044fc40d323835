import { compareQuantities, parseQuantity, wholeValue } from '../../storage/quantity.ts';
import { claimKinds, claimsOf } from '../claims.ts';
import { changeTo } from '../findings.ts';
import { defineRule } from '../rule.ts';
import { bytesText, sizeOf } from '../sizes.ts';

/** Whoever asks for less has most likely left out the unit: no file system fits into it. */
const smallest = parseQuantity('1M')!;

export const rule = defineRule({
  id: 'size-in-bytes',
  summary: 'a size of a few bytes, most likely a number without its unit',
  severity: 'warning',
  kinds: claimKinds,
  *check(context) {
    for (const claim of claimsOf(context)) {
      const { view, text, quantity } = sizeOf(claim);
      if (!quantity || compareQuantities(quantity, smallest) >= 0) continue;
      const bytes = wholeValue(quantity);
      if (bytes <= 0n) continue;
      // Only of a bare number it is plain what was meant.
      const wanted = /^[1-9]\d{0,4}$/.test(text.trim()) ? `${text.trim()}Gi` : undefined;
      const advice = wanted ? `write ${wanted} for gigabytes` : 'write a unit such as Gi';
      yield {
        at: view,
        message: `${text} is ${bytesText(bytes)}; ${advice}`,
        fixes: () => (wanted === undefined ? [] : [changeTo(view, wanted, { title: `Change to ${wanted}` })]),
      };
    }
  },
});
