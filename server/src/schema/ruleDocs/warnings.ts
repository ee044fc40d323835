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
    id: 'key-read-otherwise',
    summary: 'YAML takes the key for a boolean or a number',
    why:
      'kubectl reads YAML 1.1, to which `y`, `n`, `yes`, `no`, `on` and `off` are booleans, in keys as well: the label ' +
      '`on: web` is stored as `true: web`, and nobody who asks for `on=web` finds the Pods. A version `1.10` as a key ' +
      'becomes `1.1`.',
    fix: 'Write the key in quotes, wherever it stands: labels that are selected have to be the same.',
    bad: statefulSet({ selector: 'selector:\n  matchLabels:\n    on: web', labels: 'labels:\n  on: web' }),
    good: statefulSet({ selector: 'selector:\n  matchLabels:\n    "on": web', labels: 'labels:\n  "on": web' }),
  },
  {
    id: 'number-read-as-octal',
    summary: 'YAML reads the number to the base of 8',
    why:
      'Whole numbers that begin with 0 are octal in the YAML that Kubernetes reads: `01000` is 512. Where files get ' +
      'their permissions, as in `defaultMode: 0440`, that is what is meant, and nothing is said.',
    fix: 'Write the number without the 0, or with `0o` where it is meant to be octal.',
    bad: statefulSet({ pod: 'securityContext:\n  runAsUser: 01000' }),
    good: statefulSet({ pod: 'securityContext:\n  runAsUser: 1000' }),
  },
  {
    id: 'mode-read-as-decimal',
    summary: 'The permissions of files are read to the base of 10',
    why:
      'Only a number that begins with 0 is octal: `defaultMode: 400` is 0620, so that the group may write, and programs ' +
      'that look who may read their keys (ssh, MongoDB, PostgreSQL) refuse to start. JSON knows decimal numbers alone: ' +
      'there 0400 is 256.',
    fix: 'Write the 0 in front.',
    bad: statefulSet({ pod: 'volumes:\n  - name: key\n    secret:\n      secretName: key\n      defaultMode: 400' }),
    good: statefulSet({ pod: 'volumes:\n  - name: key\n    secret:\n      secretName: key\n      defaultMode: 0400' }),
  },
  {
    id: 'node-label-misspelt',
    summary: 'A well-known label of nodes is misspelt',
    why:
      'Kubernetes gives every node a few labels of its own. One of a name that is a letter off is on no node, unless ' +
      'somebody puts it there: the Pods stay Pending, are not spread, or get no volume.',
    fix: 'Write the label that is meant; where nodes really have the other one, silence this.',
    bad: statefulSet({ pod: 'nodeSelector:\n  topology.kubernetes.io/zones: eu-1a' }),
    good: statefulSet({ pod: 'nodeSelector:\n  topology.kubernetes.io/zone: eu-1a' }),
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
