import { claimKinds, claimsOf } from '../claims.ts';
import { changeTo } from '../findings.ts';
import { defineRule } from '../rule.ts';
import { sizeOf } from '../sizes.ts';

export const rule = defineRule({
  id: 'size-in-decimal-units',
  summary: 'a size in decimal units, where binary ones are usual',
  severity: 'hint',
  kinds: claimKinds,
  *check(context) {
    for (const claim of claimsOf(context)) {
      const { view, text } = sizeOf(claim);
      const match = /^(\d{1,9}(?:\.\d{1,3})?)([MGTPE])$/.exec(text);
      if (!match) continue;
      const binary = `${match[1]}${match[2]}i`;
      yield {
        at: view,
        message: `"${text}" counts in steps of 1000; drivers make volumes in steps of 1024, so "${binary}" is usual`,
        fixes: () => [changeTo(view, binary, { title: `Change to ${binary}` })],
      };
    }
  },
});
