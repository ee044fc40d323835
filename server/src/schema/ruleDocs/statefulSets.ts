import { type RuleDoc, statefulSet } from './ruleDoc.ts';

/** Rules about the StatefulSet itself. */
export const setRules: readonly RuleDoc[] = [
  {
    id: 'selector-empty',
    summary: 'The selector selects nothing in particular',
    why: 'An empty selector would select every Pod of the namespace, so the API server refuses it.',
    fix: 'Write `matchLabels` with labels that the template has and that no other workload uses.',
    bad: statefulSet({ selector: 'selector: {}' }),
    good: statefulSet(),
  },
  {
    id: 'selector-template-mismatch',
    summary: 'The selector does not match the labels of the Pods',
    why: 'The StatefulSet would not recognise the Pods that it makes. The selector cannot be changed later.',
    fix: 'Give the template every label of the selector, with the same value.',
    bad: statefulSet({ labels: 'labels:\n  app: wev' }),
    good: statefulSet(),
  },
  {
    id: 'stateful-set-name-too-long',
    summary: 'Pods cannot be created: the name is too long',
    why:
      'Every Pod gets the label `controller-revision-hash`, which holds the name of the set, a dash and a hash of the ' +
      'template of up to ten characters, and a label has at most 63. Where it is longer the set is taken, and no Pod ' +
      'ever appears. Every fourth hash is shorter: with one that still fits this is a warning, because the next ' +
      'change of the template, a restart included, brings another.',
    fix: 'Use at most 52 characters.',
    bad: statefulSet({ name: 'a-name-that-says-much-too-much-about-what-is-going-on-here' }),
    good: statefulSet({ name: 'a-name-that-says-enough' }),
  },
];
