import type { ConceptRow } from '../texts.ts';
import type { Policies } from './policies.ts';

/** What a line of a concept page may ask for before it is shown; `schemas/overlay/README.md` says what each means. */
export const conditionNames = [
  // The set.
  'set',
  'pods',
  'onePod',
  'severalPods',
  'noPods',
  'ordered',
  'parallel',
  'replacesAll',
  'replacesSome',
  'replacesNone',
  'updates',
  'oneAtATime',
  'severalAtATime',
  'onDelete',
  'recreate',
  'claims',
  'noClaims',
  'keepsOnScale',
  'deletesOnScale',
  'keepsOnDelete',
  'deletesOnDelete',
  'service',
  'noService',
  'silentService',
  'hostnameIsPodName',
  // The place.
  'governing',
  'clientService',
  'sharedAddress',
  'aboutClaims',
  'scratchVolume',
  'nodeVolume',
  'filesVolume',
  'sharedClaim',
  'ephemeralClaim',
  'mayHaveClass',
  'aboutBytes',
  'aboutCpu',
  'aboutClaimSize',
] as const;

/** One of them. */
export type Condition = (typeof conditionNames)[number];

/** The texts of those rows that are true where the conditions hold. The one place that decides about it. */
export function rowsThatHold(rows: readonly ConceptRow[], conditions: ReadonlySet<string>): string[] {
  const shown: string[] = [];
  let isOneShown = false;
  for (const { text, when } of rows) {
    const isOtherwise = when?.[0] === 'otherwise';
    const holds: boolean = isOtherwise ? !isOneShown : (when ?? []).every((condition) => conditions.has(condition));
    if (holds) shown.push(text);
    // A run of alternatives ends with `otherwise`, or with a line that always holds.
    isOneShown = when && !isOtherwise ? isOneShown || holds : false;
  }
  return shown;
}

/** What holds of a set with these policies. What is not known holds neither way. */
export function conditionsOf(policies: Policies): Condition[] {
  const { replicas, order, whenScaled, whenDeleted, hasClaims, hasService, isServiceSilent } = policies;
  const known: readonly (readonly [Condition, boolean | undefined])[] = [
    ['pods', replicas !== undefined && replicas > 0],
    ['onePod', replicas === 1],
    ['severalPods', replicas !== undefined && replicas > 1],
    ['noPods', replicas === 0],
    ['ordered', order === 'OrderedReady'],
    ['parallel', order === 'Parallel'],
    ['claims', hasClaims === true],
    ['noClaims', hasClaims === false],
    ['keepsOnScale', whenScaled === 'Retain'],
    ['deletesOnScale', whenScaled === 'Delete'],
    ['keepsOnDelete', whenDeleted === 'Retain'],
    ['deletesOnDelete', whenDeleted === 'Delete'],
    ['service', hasService === true && !isServiceSilent],
    ['governing', hasService === true],
    ['noService', hasService === false],
    ['silentService', isServiceSilent],
    ['hostnameIsPodName', policies.isHostnamePodName],
  ];
  return [...known.flatMap(([condition, holds]) => (holds ? [condition] : [])), ...updateConditions(policies)];
}

/** Which Pods a changed template reaches. */
function updateConditions({ replicas, strategy, partition, most }: Policies): Condition[] {
  if (strategy === 'OnDelete') return ['onDelete'];
  if (strategy === 'Recreate') return ['recreate'];
  if (strategy === undefined || partition === undefined || replicas === undefined || replicas === 0) return [];
  if (partition >= replicas) return ['replacesNone'];
  const pace: Condition[] = most === undefined ? [] : [most > 1 ? 'severalAtATime' : 'oneAtATime'];
  return ['updates', partition === 0 ? 'replacesAll' : 'replacesSome', ...pace];
}

/** Conditions of a place that is about no volume, size or claim in particular: whatever could be meant holds. */
export const generalPlace: readonly Condition[] = [
  'aboutClaims',
  'mayHaveClass',
  'aboutBytes',
  'aboutCpu',
  'aboutClaimSize',
];
