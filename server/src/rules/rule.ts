import type { WorkspaceView } from '../analysis/workspaceView.ts';
import type { Range } from '../base/range.ts';
import type { FieldView } from '../manifest/fieldView.ts';
import type { Manifest } from '../manifest/manifest.ts';
import type { Fix, Problem, RelatedPlace, Severity } from '../manifest/problem.ts';
import type { Minor } from '../schema/minor.ts';

/** What a rule may look at: one manifest, what the workspace holds, and the chosen settings. */
export interface RuleContext {
  /** Of the file that the manifest stands in. */
  readonly uri: string;
  readonly manifest: Manifest;
  /** Where the manifest's name stands in its file, as `workspace.locate` says it of others. */
  readonly place: () => Range;
  readonly minor: Minor;
  readonly workspace: WorkspaceView;
  /** The platform's id (`eks`, `kind`, …), undefined where none is chosen or guessed. */
  readonly platform: string | undefined;
  /** Whether that is a guess: what such clusters have by themselves need not be all that this one has. */
  readonly isPlatformGuessed: boolean;
  /** Names of storage classes that the settings say exist. */
  readonly storageClasses: readonly string[];
}

/** A rule: what it is called, how bad its findings are, and how it finds them. */
export interface Rule {
  /** kebab-case; equals the folder's name and the diagnostic's code; never changes. */
  readonly id: string;
  /** One line for lists. */
  readonly summary: string;
  readonly severity: Severity;
  /** The kinds it looks at; `*` for every kind that the schema knows. */
  readonly kinds: readonly string[];
  /** First and last Kubernetes minor that it is true for; all where absent. */
  readonly since?: Minor;
  readonly until?: Minor;
  /**
   * Texts, one of which a manifest holds wherever the rule finds something in it: names of fields, most likely. Others are
   * then known to be fine without a look at each of their containers. No need where the rule ends early anyway.
   */
  readonly words?: readonly string[];
  /** Runs only where the setting `statefulset.rules` gives it a severity. */
  readonly isOffByDefault?: true;
  /**
   * What it finds. Absent in rules whose findings come from the schema walk: they name, document and repair what
   * `schema/` reports under their id.
   */
  readonly check?: (context: RuleContext) => Iterable<Finding>;
}

/** What a rule reports; id and severity are added by the driver. */
export interface Finding {
  /** Where: a view (its value's range and path are taken), or a range with a field path. */
  readonly at: FieldView | { readonly range: Range; readonly field: string };
  readonly message: string;
  /** Only to be milder than the rule's own severity in this case. */
  readonly severity?: Severity;
  readonly related?: readonly RelatedPlace[];
  readonly fixes?: () => readonly Fix[];
}

/** The rule, checked by the compiler. */
export function defineRule(rule: Rule): Rule {
  return rule;
}

/** The problem that a rule's finding stands for. */
export function toProblem(rule: Rule, finding: Finding): Problem {
  const { at } = finding;
  return {
    rule: rule.id,
    severity: finding.severity ?? rule.severity,
    message: finding.message,
    range: { start: at.range.start, end: at.range.end },
    field: 'path' in at ? at.path : at.field,
    ...(finding.related ? { related: finding.related } : {}),
    ...(finding.fixes ? { fixes: finding.fixes } : {}),
  };
}
