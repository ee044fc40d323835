import { limits } from '../base/limits.ts';
import type { Severity } from '../manifest/problem.ts';

/** A rule about the text itself: what Kubernetes' YAML reader refuses, before it knows what the object is. */
export interface TextRule {
  readonly id: string;
  readonly summary: string;
  readonly severity: Severity;
  readonly why: string;
  readonly fix: string;
  readonly bad: string;
  readonly good: string;
}

const good = 'apiVersion: v1\nkind: Service\nmetadata:\n  name: web\nspec:\n  clusterIP: None\n';

/** The rules that the YAML reader reports, by the code of their problems. */
export const textRules: readonly TextRule[] = [
  {
    id: 'document-not-read',
    summary: 'A document is too large or too deep to be checked',
    severity: 'warning',
    why: 'Checking it would take so long, or so much memory, that nothing else would be answered. What was not read is not known to be right.',
    fix: 'Split the file, or flatten what is nested. The limits are in docs/testing.md.',
    bad: `${good}  ports: ${'['.repeat(limits.levels)}${']'.repeat(limits.levels)}\n`,
    good,
  },
  {
    id: 'yaml-duplicate-key',
    summary: 'A key is written twice in one mapping',
    severity: 'error',
    why: 'The API server refuses the object, and tools that do not look keep one of the two values, each as it likes.',
    fix: 'Keep one of them.',
    bad: `${good}  clusterIP: None\n`,
    good,
  },
  {
    id: 'yaml-indent',
    summary: 'A line is indented in a way that fits nothing above it',
    severity: 'error',
    why: 'Indentation says what belongs to what; a line between two levels belongs to neither, and the text cannot be read.',
    fix: 'Indent the line as its siblings are.',
    bad: good.replace('  clusterIP', ' type: ClusterIP\n  clusterIP'),
    good,
  },
  {
    id: 'yaml-syntax',
    summary: 'The text is no YAML',
    severity: 'error',
    why: 'Kubernetes cannot read the document at all. Everything that is intact around the place is still checked here.',
    fix: 'Repair the line: a missing colon, quote or bracket is what it is most often.',
    bad: good.replace('name: web', 'name: "web'),
    good,
  },
  {
    id: 'yaml-tab',
    summary: 'A tab stands where YAML wants spaces',
    severity: 'error',
    why: 'Tabs have no width that everybody agrees on, so YAML forbids them in indentation.',
    fix: 'Use spaces.',
    bad: good.replace('  name: web', '\tname: web'),
    good,
  },
  {
    id: 'yaml-unknown-alias',
    summary: 'An alias names no anchor above it',
    severity: 'error',
    why: '`*name` stands for what `&name` marked earlier in the same document. There is no such mark, so the text cannot be read.',
    fix: 'Write the anchor, or quote the text if the star belongs to it.',
    bad: good.replace('name: web', 'name: *web'),
    good,
  },
];
