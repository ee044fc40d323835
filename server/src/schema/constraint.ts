import type { NodeId } from '../yaml/tree.ts';
import type { CheckContext } from './context.ts';
import type { FormatName } from './formats.ts';
import type { GateName } from './gates.ts';
import type { Minor } from './minor.ts';
import type { RuleId } from './ruleIds.ts';

/** Looks at one object as a whole: at what no single field can tell. `node` may be missing from the text (`cx.isMapping`). */
export type ObjectCheck = (cx: CheckContext, node: NodeId) => void;

/** Looks at one field's value (never null) together with the object that holds it. */
export type FieldCheck = (cx: CheckContext, value: NodeId, parent: NodeId) => void;

/** Words that may be written in a field: the same in all minors, or by the minor from which on they hold. */
export type Words = readonly string[] | Readonly<Partial<Record<Minor, readonly string[]>>>;

/** What the API server checks of one field's value, of the items of a list (`items`) or of the values of a map (`entries`). */
export interface ValueConstraints {
  /** The only words that are allowed. */
  readonly words?: Words;
  /** Words that a check of its own allows beside others, of which none reads as a number or a boolean. */
  readonly examples?: readonly string[];
  /** How the text must be spelled where a check of its own reports that; examples may be written beside. */
  readonly spelling?: FormatName;
  /**
   * What an empty text means: not written (the usual case), a missing value that must be given, or a word like any
   * other (most fields that are pointers in the API).
   */
  readonly empty?: 'unset' | 'missing' | 'word';
  /** How the text must be spelled. */
  readonly format?: FormatName;
  /** Least and greatest number, both allowed. */
  readonly min?: number;
  readonly max?: number;
  /** Of a list of objects: the field that must differ from item to item. */
  readonly uniqueBy?: string;
  /** Of a list: how many items it may have. */
  readonly maxItems?: number;
  /** Of a map: how its keys must be spelled. */
  readonly keys?: FormatName;
  readonly items?: ValueConstraints;
  readonly entries?: ValueConstraints;
  /** The rule that reports a wrong spelling, number or word, where the usual one would not fit. */
  readonly rule?: RuleId;
  /** Name of the constraint table for the object, where it is not that of its type. */
  readonly as?: string;
  readonly check?: FieldCheck;
}

/** What the API server checks of one field. */
export interface FieldConstraints extends ValueConstraints {
  /** There must be a value (null, an empty text or list are none); the words say what to write. */
  readonly required?: string;
  /**
   * YAML that often fits where the value is missing; offered as a repair, never written by itself. What is asked is given
   * the object, which may be one that is not written.
   */
  readonly sample?: string | ((cx: CheckContext, object: NodeId) => string | undefined);
  /** A struct in the API, not a pointer: what is checked of it holds when it is not written, too. */
  readonly always?: boolean;
  /** The gate without which the field is dropped silently. */
  readonly gate?: GateName;
  /** Must not be written; the words say why or what to do instead. */
  readonly forbidden?: string;
  /** First and last minor in which this is checked. */
  readonly since?: Minor;
  readonly until?: Minor;
}

/** A group of fields of which one is to be chosen. */
export interface Choice {
  /** In Kubernetes' order: the one that is reported is the second that is written. */
  readonly fields: readonly string[];
  /** What the fields are, in the plural: `sources`, `handlers`. */
  readonly noun: string;
  /** Whether none of them is an error. */
  readonly isRequired: boolean;
  /** Where a second one is reported: at its own field (the usual case) or at the object. */
  readonly conflictAt?: 'field' | 'object';
  /** What Kubernetes calls a field where it is one too many, if not by its name. */
  readonly reportedAs?: Readonly<Record<string, string>>;
  /** Fields that Kubernetes lets stand behind an earlier one. */
  readonly tolerated?: readonly string[];
}

/** What the API server checks of the objects of one type. */
export interface TypeConstraints {
  /** What the thing is called in messages: `container`, `volume mount`. */
  readonly noun: string;
  /** Of several for one field, the first that is in force in the minor counts. */
  readonly fields?: Readonly<Record<string, FieldConstraints | readonly FieldConstraints[]>>;
  readonly choice?: Choice;
  readonly checks?: readonly ObjectCheck[];
  /** What is looked at in a Kustomize patch, too: it compares only what is written, and what is written stays so when merged. */
  readonly checksOfPatches?: readonly ObjectCheck[];
}

/**
 * Constraints by type name (`core.v1.ContainerPort`). A key with a suffix (`meta.v1.ObjectMeta#template`) is another
 * table for the same type; fields lead to it by `as`.
 */
export type ConstraintTables = Readonly<Record<string, TypeConstraints>>;
