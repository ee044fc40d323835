import type { Figure } from './report.ts';

/** The highest ratio that each figure may have, by its name. */
export type Budgets = Readonly<Record<string, number>>;

/**
 * How far above what was reached a budget lies. Ratios of one thread's time differ by up to a third between
 * machines and versions of Node, and a change that costs half as much again is one to look at. The start has less: what
 * it is compared with does nearly the same.
 */
function headRoom(name: string): number {
  return name.startsWith('start: ') ? 1.15 : 1.5;
}

/** Why a figure and the budgets do not agree. */
export interface BudgetFault {
  /** Of the figure. */
  readonly name: string;
  readonly message: string;
  /** Whether measuring again may show otherwise: the figure is over its budget, which bad luck can bring about. */
  readonly mayBeChance: boolean;
}

/** What is over its budget or has none, and budgets that nothing was measured for. */
export function compareBudgets(
  figures: readonly Figure[],
  budgets: Budgets,
  covers: (name: string) => boolean,
): BudgetFault[] {
  const faults: BudgetFault[] = [];
  const add = (name: string, why: string, mayBeChance = false) =>
    faults.push({ name, message: `${name}: ${why}`, mayBeChance });
  const measured = new Set<string>();
  for (const { name, ratio, yardstick, isPassingTime } of figures) {
    if (ratio === undefined || isPassingTime || isOther(name)) continue;
    measured.add(name);
    const allowed = budgets[name];
    if (allowed === undefined) add(name, 'no budget; --write-budgets makes one');
    // Also catches what is no number, which is neither over nor under.
    else if (!(ratio <= allowed)) add(name, `${ratio.toFixed(3)} of ${yardstick}, budget ${allowed}`, true);
  }
  for (const name of Object.keys(budgets)) {
    if (!measured.has(name) && covers(name)) add(name, 'has a budget, but was not measured');
  }
  return faults;
}

/** Budgets for figures as they are now, with head room; those of other figures stay. */
export function budgetsFor(figures: readonly Figure[], old: Budgets): Budgets {
  const made: Record<string, number> = { ...old };
  for (const { name, ratio, isPassingTime } of figures) {
    if (ratio !== undefined && !isPassingTime && !isOther(name))
      made[name] = Number((ratio * headRoom(name)).toPrecision(2));
  }
  return made;
}

/** Of figures that were measured twice the better one each: what is over its budget both times is slower, not unlucky. */
export function betterOf(first: readonly Figure[], second: readonly Figure[]): readonly Figure[] {
  const again = new Map(second.map((figure) => [figure.name, figure]));
  return first.map((figure) => {
    const other = again.get(figure.name);
    return other && !((figure.ratio ?? 0) <= (other.ratio ?? 0)) ? other : figure;
  });
}

/** Figures of other servers, which are there to compare with. */
function isOther(name: string): boolean {
  return name.includes('yaml-language-server');
}
