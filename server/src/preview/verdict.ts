import { type FragmentPlace, fragmentOf } from '../analysis/fragment.ts';
import type { Range } from '../base/range.ts';
import { judgedByRevision } from '../effective/revision.ts';
import type { Manifest } from '../manifest/manifest.ts';
import type { Problem } from '../manifest/problem.ts';
import type { Verdict } from '../protocol/preview.ts';
import { platformOf } from '../rollout/platform.ts';
import { checkSchema } from '../schema/check.ts';
import type { Minor } from '../schema/minor.ts';

/** An error of a set, and who says no because of it. */
export interface Refusal {
  readonly rule: string;
  readonly message: string;
  /** In the document. */
  readonly range: Range;
  /** The Kubernetes field path. */
  readonly field: string;
  /** The API server refuses the set itself, or takes it and refuses the Pods and claims that are made of it. */
  readonly refused: 'set' | 'pods';
}

/**
 * Why Kubernetes refuses a set or what is made of it, by the check that diagnostics come from; severities and comments that
 * silence do not count. Empty where it takes them. Fragments (`analysis/fragment.ts`) are not to be asked about.
 */
export function refusalsOf(manifest: Manifest, minor: Minor): readonly Refusal[] {
  const checksTemplates = platformOf(minor).checksTemplates;
  return checkSchema(manifest, { minor, isPatch: false })
    .map((problem) => judgedByRevision(problem, manifest, minor))
    .filter(({ severity }) => severity === 'error')
    .map((problem) => {
      const { rule, message, range, field } = problem;
      return { rule, message, range, field, refused: isOfPods(problem, checksTemplates) ? 'pods' : 'set' };
    });
}

/** What stands in the way of showing or playing a set. */
export function verdictOf(manifest: Manifest, minor: Minor, place: FragmentPlace): Verdict {
  const fragment = fragmentOf(manifest, place);
  if (fragment) return { hidden: fragment.reason, set: [], pods: [] };
  const memo = known.get(manifest);
  if (memo?.minor === minor) return memo.verdict;
  const verdict = findVerdict(manifest, minor);
  known.set(manifest, { minor, verdict });
  return verdict;
}

const known = new WeakMap<Manifest, { readonly minor: Minor; readonly verdict: Verdict }>();

function findVerdict(manifest: Manifest, minor: Minor): Verdict {
  const refusals = refusalsOf(manifest, minor);
  const messages = (whose: Refusal['refused']) =>
    refusals.filter(({ refused }) => refused === whose).map(({ message }) => message);
  const unknown = refusals.find(({ rule, field }) => misread.has(rule) && identity.test(field));
  const hidden = faultOfText(manifest) ?? unknown?.message;
  return { ...(hidden === undefined ? {} : { hidden }), set: messages('set'), pods: messages('pods') };
}

/** Why nothing can be known of a set whose text is no YAML yet. */
function faultOfText({ document }: Manifest): string | undefined {
  const fault = document.problems.find(({ code }) => code !== 'yaml-duplicate-key');
  return fault && `The text is not YAML at the moment: ${fault.message}`;
}

/** Fields that say which Pods and claims there are: what cannot be read there must not be guessed. */
const identity =
  /^(?:metadata(?:\.name|\.namespace)?|spec(?:\.replicas|\.serviceName|\.ordinals(?:\.start)?|\.template|\.volumeClaimTemplates(?:\[\d+\](?:\.metadata(?:\.name)?)?)?)?)$/;

const misread: ReadonlySet<string> = new Set(['wrong-type', 'number-too-large']);

/** Before 1.34 the API server looked into a set's templates only as far as labels; and it never counts the letters of Pod names. */
function isOfPods({ rule, field }: Problem, checksTemplates: boolean): boolean {
  if (rule === 'stateful-set-name-too-long') return true;
  if (checksTemplates || unreadable.has(rule)) return false;
  return /^spec\.(?:template\.spec\.(?!restartPolicy$|activeDeadlineSeconds$)|volumeClaimTemplates\[)/.test(field);
}

/** What keeps the server from reading the object at all, wherever it stands. */
const unreadable: ReadonlySet<string> = new Set([
  'unknown-field',
  'field-needs-newer-kubernetes',
  'wrong-type',
  'number-too-large',
  'quantity-invalid',
]);
