import { existsSync, globSync } from 'node:fs';
import { join } from 'node:path';
import { hasEditorPackage } from './editorPackage.ts';
import { root, runNode } from './run.ts';

/** What a check of types came to. */
export interface TypeCheck {
  /** Path of a `tsconfig.json`, from the root. */
  readonly project: string;
  /** What the compiler says and of no project before; empty when all is well. */
  readonly errors: string;
}

const compiler = join(root, 'node_modules/typescript/bin/tsc');
/** Its types come with a package that is installed on demand. */
const editorProject = 'test/editor/tsconfig.json';

/** Checks the types of every project that has a `tsconfig.json`, two at a time. */
export async function typecheck(): Promise<readonly TypeCheck[]> {
  const projects = globSync('{server,client,test}/**/tsconfig.json', { cwd: root, exclude: ['**/node_modules'] })
    .filter((project) => project !== editorProject || hasEditorPackage())
    .sort();
  const waiting = [...projects];
  const results: TypeCheck[] = [];
  const work = async () => {
    for (let project = waiting.shift(); project; project = waiting.shift()) {
      const { status, output } = await runNode([compiler, '-p', project]);
      results.push({ project, errors: status === 0 ? '' : output.trim() || `tsc ended with status ${status}` });
    }
  };
  await Promise.all([work(), work()]);
  return toldOnce(results.sort((a, b) => (a.project < b.project ? -1 : 1)));
}

/** Projects share files: of an error that one of them tells, those behind it only say how many such they have. */
export function toldOnce(checks: readonly TypeCheck[]): readonly TypeCheck[] {
  const told = new Set<string>();
  return checks.map(({ project, errors }) => {
    // What belongs to an error stands indented under it.
    const all = errors === '' ? [] : errors.split(/\r?\n(?=\S)/);
    const own = all.filter((error) => !told.has(error));
    for (const error of own) told.add(error);
    const again = all.length - own.length;
    if (again > 0) own.push(`${again} of the errors above, too`);
    return { project, errors: own.join('\n') };
  });
}

if (process.argv[1] === import.meta.filename) {
  const results = await typecheck();
  for (const { project, errors } of results) console.log(errors ? `${project}\n${errors}` : `${project}: no errors`);
  if (existsSync(join(root, editorProject)) && !hasEditorPackage()) {
    console.log(
      `${editorProject}: not checked, the packages of test/editor are not installed (npm test installs them)`,
    );
  }
  if (results.some(({ errors }) => errors)) process.exitCode = 1;
}
