import { type RuleDoc, statefulSet } from './ruleDoc.ts';

/** Rules about what Kubernetes accepts and does not do. */
export const warningRules: readonly RuleDoc[] = [
  {
    id: 'quantity-fractional-bytes',
    summary: 'The quantity is a fraction of a byte',
    why: 'The suffix `m` means a thousandth: fine for cores, but `100m` of memory is a tenth of a byte.',
    fix: 'Write `100Mi` or `100M`.',
    bad: statefulSet({ container: 'resources:\n  requests:\n    memory: 100m' }),
    good: statefulSet({ container: 'resources:\n  requests:\n    memory: 100Mi' }),
  },
  {
    id: 'value-ignored',
    summary: 'The value is accepted, but has no effect',
    why: 'The API server takes the value, and something else decides, or nothing uses it.',
    fix: 'Leave it out, or write what has the effect that is meant.',
    bad: statefulSet({ pod: 'hostname: main' }),
    good: statefulSet(),
  },
  {
    id: 'duplicate-ignored',
    summary: 'A repeated entry hides an earlier one',
    why: 'Of two variables with one name the later wins, and a later `kubectl apply` may mix them up.',
    fix: 'Leave one of the two out.',
    bad: statefulSet({ container: 'env:\n  - name: MODE\n    value: a\n  - name: MODE\n    value: b' }),
    good: statefulSet({ container: 'env:\n  - name: MODE\n    value: b' }),
  },
  {
    id: 'field-deprecated',
    summary: 'The field is deprecated',
    why: 'It still works, or works no more for new nodes, and something else has taken its place.',
    fix: 'Use what the message names.',
    bad: statefulSet({ pod: 'nodeSelector:\n  beta.kubernetes.io/os: linux' }),
    good: statefulSet({ pod: 'nodeSelector:\n  kubernetes.io/os: linux' }),
  },
  {
    id: 'address-not-canonical',
    summary: 'The IP address is not written in its usual form',
    why: 'The API server warns of other spellings: programs read leading zeros differently, and an address with two texts is taken for a change each time it is applied. Addresses of new objects have to be plain since 1.36.',
    fix: 'Write the address as the message has it.',
    bad: statefulSet({ pod: 'hostAliases:\n  - ip: 2001:DB8:0:0:0:0:0:1\n    hostnames: [db]' }),
    good: statefulSet({ pod: 'hostAliases:\n  - ip: 2001:db8::1\n    hostnames: [db]' }),
  },
];
