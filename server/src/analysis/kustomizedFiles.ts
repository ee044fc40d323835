import { memoize } from '../base/memoize.ts';
import { folderOf, normalizeUri } from '../base/uri.ts';
import type { AddedLabels, Kustomized } from './kustomization.ts';
import { isSame } from './sameness.ts';

/** What all kustomizations together make of the files that they name. */
export class KustomizedFiles {
  /** How often each file is named as a patch. */
  readonly #patches = new Map<string, number>();
  /** The labels that are written into a file, or all that a folder holds. */
  readonly #labels = new Map<string, Set<AddedLabels>>();

  isPatch(uri: string): boolean {
    return this.#patches.has(normalizeUri(uri));
  }

  /** Whether the label is written into what a file holds; without a label, whether selectors are made there. */
  addsLabel(uri: string, label?: string): boolean {
    if (this.#labels.size === 0) return false;
    for (let at = normalizeUri(uri); at.includes('/'); at = folderOf(at)) {
      for (const added of this.#labels.get(at) ?? []) {
        if (label === undefined ? added.isForSelectors : labelsOf(added).has(label)) return true;
      }
    }
    return false;
  }

  /**
   * Puts what one kustomization says in the place of what it said before; whether that is something else. Where it is not,
   * `old` stays the one that has to be handed in next time.
   */
  replace(old: Kustomized, now: Kustomized): boolean {
    if (isSame(old, now)) return false;
    for (const uri of old.patches) {
      const count = (this.#patches.get(uri) ?? 0) - 1;
      if (count > 0) this.#patches.set(uri, count);
      else this.#patches.delete(uri);
    }
    for (const added of old.labels) for (const uri of added.files) this.#forget(uri, added);
    for (const uri of now.patches) this.#patches.set(uri, (this.#patches.get(uri) ?? 0) + 1);
    for (const added of now.labels) for (const uri of added.files) this.#note(uri, added);
    return true;
  }

  #note(uri: string, added: AddedLabels): void {
    const others = this.#labels.get(uri);
    if (others) others.add(added);
    else this.#labels.set(uri, new Set([added]));
  }

  #forget(uri: string, added: AddedLabels): void {
    const others = this.#labels.get(uri);
    others?.delete(added);
    if (others?.size === 0) this.#labels.delete(uri);
  }
}

const labelsOf = memoize(({ labels }: AddedLabels) => new Set(labels));
