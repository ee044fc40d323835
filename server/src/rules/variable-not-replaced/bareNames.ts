import type { FieldView } from '../../manifest/fieldView.ts';
import type { DocumentEdit } from '../../manifest/problem.ts';
import { imageFacts } from '../../storage/imageFacts.ts';
import { renameTo } from '../findings.ts';
import type { Finding } from '../rule.ts';
import { variableNames } from '../variables.ts';

/**
 * Variables that are written as for a shell, `$NAME`, where none reads them; of those that the container has: other names
 * may mean something else. Kubernetes' own references have parentheses (`third_party/forked/golang/expansion`).
 */
export function* bareNames(container: FieldView): Generator<Finding> {
  const words = wordsOf(container);
  const all = bareNamesIn(words, container);
  if (all.length === 0 || words.some((word) => isRunByOthers(word.string() ?? ''))) return;
  for (const found of all) {
    yield {
      at: found.at,
      severity: 'information',
      message: `No shell runs here, so "${found.written}" stays as it is; write $(${found.name}), which Kubernetes replaces`,
      fixes: () => [{ title: `Change to $(${found.name})`, isSafe: false, edits: found.edits }],
    };
  }
}

/**
 * The same in paths within volumes, there also `${NAME}` of what only the Pod knows: of other variables a tool may know the
 * value, and put it there beforehand.
 */
export function* bareNamesInPaths(container: FieldView): Generator<Finding> {
  const braced = new Set(variablesOfPod(container));
  for (const { text, ...found } of bareNamesIn(pathsOf(container), container, braced)) {
    yield {
      at: found.at,
      message: `"${found.written}" stays as it is: the directory is really called so; write $(${found.name}) in subPathExpr`,
      fixes: () => {
        const rename = text.path.endsWith('.subPathExpr') ? [] : renameTo(text, 'subPathExpr').edits;
        const title = `Write $(${found.name}) in subPathExpr`;
        return [{ title, isSafe: false, edits: [...rename, ...found.edits] }];
      },
    };
  }
}

/** The same in the variable that says where a known image keeps its data. What a shell runs may read it once more. */
export function* bareNamesInDirectories(container: FieldView): Generator<Finding> {
  const facts = container.ask('image', imageFacts);
  const settings = facts?.confidence === 'unverified' ? [] : (facts?.movedBy.filter(({ by }) => by === 'env') ?? []);
  if (settings.length === 0) return;
  const isSetting = (variable: FieldView) => settings.some(({ name }) => name === variable.field('name').string());
  const values = container
    .field('env')
    .items()
    .filter(isSetting)
    .map((variable) => variable.field('value'));
  const found = bareNamesIn(values, container, new Set(variablesOfPod(container)));
  const words = ['command', 'args'].flatMap((field) => container.field(field).items());
  if (found.length === 0 || words.some((word) => isRunByOthers(word.string() ?? ''))) return;
  for (const { at, written, name, edits } of found) {
    yield {
      at,
      message: `"${written}" stays as it is: the data goes to a directory that is really called so; write $(${name})`,
      fixes: () => [{ title: `Change to $(${name})`, isSafe: false, edits }],
    };
  }
}

/** What is written so in some texts, with the text that it stands in. */
function bareNamesIn(texts: readonly FieldView[], container: FieldView, braced?: ReadonlySet<string>) {
  if (!texts.some((text) => text.string()?.includes('$'))) return [];
  const names = new Set(variableNames(container));
  return texts.flatMap((text) => {
    const found = bareName(text, names, braced);
    return found ? [{ ...found, text }] : [];
  });
}

function pathsOf(container: FieldView): readonly FieldView[] {
  return container
    .field('volumeMounts')
    .items()
    .map((mount) => (mount.field('subPathExpr').exists ? mount.field('subPathExpr') : mount.field('subPath')));
}

/** The words of a command that is written here: what an image runs by itself may be a script. */
function wordsOf(container: FieldView): readonly FieldView[] {
  const command = container.field('command').items();
  return command.length === 0 ? [] : [...command, ...container.field('args').items()];
}

/** Whether a word of a command is a shell or another interpreter, a script, a text for one, or what starts something of its own. */
export function isRunByOthers(word: string): boolean {
  const program = word.slice(word.lastIndexOf('/') + 1);
  return /\n|sh -\w{0,5}c /.test(word) || interpreters.has(program) || shells.test(program) || scripts.test(program);
}

const shells = /^\w{0,5}sh$|^(?:perl|python|ruby|php|lua|node)[\d.]*$/;

/** Also those that hand what they are given over to a shell: `flock -c`, `watch`, `runuser -c`, `script -c`. */
const interpreters: ReadonlySet<string> = new Set(
  [
    'busybox toybox env envsubst envconsul eval cmd cmd.exe powershell.exe execlineb',
    'awk gawk mawk jq yq sed make just task bun deno npm npx pnpm yarn Rscript',
    'su runuser script flock watch watchexec entr nodemon parallel xargs concurrently',
    'screen tmux expect socat sops doppler infisical foreman honcho hyperfine',
  ].flatMap((programs) => programs.split(' ')),
);
const scripts = /\.(?:\w{0,3}sh|py|pl|rb|js|php|lua|ps1|bat|cmd)$|entrypoint|^(?:start|run|init|launch)/i;

/** The first variable in a text that is written without parentheses, or of `braced` with braces, and what puts all in some. */
export function bareName(text: FieldView, names: ReadonlySet<string>, braced?: ReadonlySet<string>) {
  if (!text.string()?.includes('$') || text.written !== text.node) return undefined;
  const edits: DocumentEdit[] = [];
  let first: { readonly name: string; readonly written: string } | undefined;
  for (const { 0: written, 1: plain, 2: inBraces, index } of (text.source() ?? '').matchAll(shellNames)) {
    const name = plain ?? inBraces;
    if (name === undefined || !(plain === undefined ? braced : names)?.has(name)) continue;
    const start = text.range.start + index;
    edits.push({ start, end: start + written.length, newText: `$(${name})` });
    first ??= { name, written };
  }
  const [edit] = edits;
  return edit && first && { ...first, at: { range: edit, field: text.path }, edits };
}

/** The names of the variables that hold a field of the Pod, which nobody knows before. */
export function variablesOfPod(container: FieldView): readonly string[] {
  const variables = container.field('env').items();
  return variables.flatMap((one) => (one.at('valueFrom', 'fieldRef').exists ? (one.field('name').string() ?? []) : []));
}

/** `$$` stands for a dollar, and what is in parentheses is another matter. */
const shellNames = /\$\$|\$([A-Za-z_][A-Za-z0-9_]{0,99})(?![A-Za-z0-9_])|\$\{([A-Za-z_][A-Za-z0-9_]{0,99})\}/g;
