import type { Manifest } from '../manifest/manifest.ts';
import type { Problem } from '../manifest/problem.ts';
import type { Rule } from '../rules/rule.ts';
import { checkSchema, isSurelyWell } from '../schema/check.ts';
import type { SchemaOptions } from '../schema/options.ts';
import { WalkNotes } from '../schema/walkNotes.ts';
import { type NodeSet, union } from '../yaml/nodeSet.ts';
import type { YamlDocument } from '../yaml/tree.ts';
import { type Asked, Sibling } from './sibling.ts';

/** A document among those that are like one another. */
export interface LikeMember {
  readonly family: LikeFamily;
  /** The values that are others than in the document that all of them are like. */
  readonly differing: NodeSet;
}

/** To note what is looked at pays where several more come. */
const leastMembers = 2;
/** Where something is found in so many documents of a family there is hardly one without it. */
const mostTries = 3;

/** Documents that are all like one, but for some values: what was looked at in one of them in which nothing was found. */
export class LikeFamily {
  private rules: { readonly known: Map<Rule, Asked>; readonly differing: NodeSet } | undefined;
  private schema: SchemaNotes | undefined;
  private members = 0;
  private tries = 0;

  /** What rules need to know of a member. */
  siblingOf(document: YamlDocument, differing: NodeSet): Sibling {
    if (this.rules !== undefined)
      return new Sibling(document, this.rules.known, union(this.rules.differing, differing));
    this.rules = { known: new Map(), differing };
    return new Sibling(document, this.rules.known, undefined);
  }

  /** What the schema finds in the one object of a member. */
  schemaProblems(manifest: Manifest, options: SchemaOptions, differing: NodeSet): readonly Problem[] {
    const known = this.schema;
    if (known === undefined) {
      const isNoted = ++this.members >= leastMembers && this.tries < mostTries;
      return isNoted ? this.notedProblems(manifest, options, differing) : checkSchema(manifest, options);
    }
    const isOfKind = manifest.kind === known.kind && manifest.apiVersion === known.apiVersion;
    const likeness = { notes: known.notes, differing: union(known.differing, differing) };
    return isOfKind && isSurelyWell(manifest, options, likeness) ? nothing : checkSchema(manifest, options);
  }

  private notedProblems(manifest: Manifest, options: SchemaOptions, differing: NodeSet): readonly Problem[] {
    const notes = new WalkNotes();
    const problems = checkSchema(manifest, { ...options, notes });
    const { kind, apiVersion } = manifest;
    if (problems.length === 0 && notes.isFinished) this.schema = { notes, differing, kind, apiVersion };
    else this.tries++;
    return problems;
  }
}

/** Notes of the check of an object, of that kind, and which of its values are others than in what all are like. */
interface SchemaNotes {
  readonly notes: WalkNotes;
  readonly differing: NodeSet;
  readonly kind: string;
  readonly apiVersion: string;
}

const nothing: readonly Problem[] = [];
