import { type FieldQuestion, noteReads, type Question, Reads } from '../base/reads.ts';
import type { Rule } from '../rules/rule.ts';
import { addValues, emptySet, hasNode, meet, type NodeSet } from '../yaml/nodeSet.ts';
import { findKey, stringOfField } from '../yaml/scalars.ts';
import { NO_NODE, type NodeId, type YamlDocument, type YamlTree } from '../yaml/tree.ts';

/** One document beside others like it. */
export class Sibling {
  private readonly document: YamlDocument;
  private readonly known: Map<Rule, Asked>;
  /** Which values are others than where it was noted what was looked at; undefined where that is to be noted here. */
  private readonly differing: NodeSet | undefined;

  constructor(document: YamlDocument, known: Map<Rule, Asked>, differing: NodeSet | undefined) {
    this.document = document;
    this.known = known;
    this.differing = differing;
  }

  /** Whether it is noted here what rules look at. */
  get isNoted(): boolean {
    return this.differing === undefined;
  }

  /** Whether it is certain that a rule finds nothing here. */
  isWell(rule: Rule): boolean {
    const asked = this.differing && this.known.get(rule);
    return asked !== undefined && !this.isOther(asked, this.differing!);
  }

  /** Runs a rule and notes what it looks at; `work` gives what it found. */
  note<T>(rule: Rule, work: () => readonly T[] | undefined): readonly T[] | undefined {
    const reads = new Reads();
    const found = noteReads(reads, work);
    const asked = found?.length === 0 ? askedIn(this.document.tree, reads) : undefined;
    if (asked !== undefined) this.known.set(rule, asked);
    return found;
  }

  /** Whether something that was asked has another answer here. */
  private isOther({ values, questions, fieldQuestions }: Asked, differing: NodeSet): boolean {
    if (meet(values, differing)) return true;
    for (const { ask, answer } of questions) if (ask(this.document as never) !== answer) return true;
    const { tree } = this.document;
    for (const { value, node, name, ask, answer } of fieldQuestions) {
      if (hasNode(differing, value) && ask(stringOfField(tree, node, name)) !== answer) return true;
    }
    return false;
  }
}

/** What a rule that found nothing looked at. */
export interface Asked {
  /** Values; that there is one, and of which kind, all siblings have in common. */
  readonly values: NodeSet;
  readonly questions: readonly Question[];
  readonly fieldQuestions: readonly AskedField[];
}

/** A question about the text of a field that is there in all siblings. */
interface AskedField extends FieldQuestion {
  readonly value: NodeId;
}

/** Undefined where it looked at something that is another one in each document. */
function askedIn(tree: YamlTree, reads: Reads): Asked | undefined {
  const all = new Set([reads]);
  for (const { parts } of all) for (const part of parts) all.add(part);
  const each = [...all];
  if (each.some(({ isEverything, isOfFile }) => isEverything || isOfFile)) return undefined;
  const values = emptySet(tree.size);
  for (const one of each) addValues(values, tree, one);
  return {
    values,
    questions: each.flatMap(({ questions }) => questions),
    fieldQuestions: each.flatMap(({ fieldQuestions }) => askedFields(tree, fieldQuestions)),
  };
}

/** A field that is not there is in no sibling. */
function askedFields(tree: YamlTree, questions: readonly FieldQuestion[]): readonly AskedField[] {
  return questions.flatMap((question) => {
    const key = findKey(tree, question.node, question.name);
    return key === NO_NODE ? [] : [{ ...question, value: tree.next(key) }];
  });
}
