// npm run audit [-- --strict]: asks the registry whether the locked packages have known faults (npm audit) and are signed
// as they were published (npm audit signatures). A question that the registry does not answer is said, and is a failure
// only with --strict, so that it can be asked everywhere. docs/security.md says more.
import { run } from './run.ts';

/** What a question to the registry came to. */
export interface Answer {
  readonly question: string;
  /** `unasked`: nothing is known, for the reason in `words`. */
  readonly state: 'fine' | 'found' | 'unasked';
  readonly words: string;
}

/** What `npm audit --json` printed, in words. */
export function readAudit(output: string): Answer {
  const question = 'known faults';
  const data = lastJson(output);
  const counts = record(record(data?.metadata)?.vulnerabilities);
  if (!counts) return { question, state: 'unasked', words: reasonIn(data, output) };
  const grave = ['moderate', 'high', 'critical'].reduce((sum, level) => sum + Number(counts[level] ?? 0), 0);
  if (grave === 0)
    return { question, state: 'fine', words: 'none of the locked packages has one that is moderate or worse' };
  const names = Object.entries(record(data?.vulnerabilities) ?? {}).map(
    ([name, { severity }]) => `${name} (${severity})`,
  );
  return { question, state: 'found', words: `${grave} that are moderate or worse: ${names.join(', ')}` };
}

/** What `npm audit signatures --json` printed, in words. */
export function readSignatures(output: string): Answer {
  const question = 'signatures';
  const data = lastJson(output);
  const { invalid, missing } = data ?? {};
  if (!Array.isArray(invalid) || !Array.isArray(missing))
    return { question, state: 'unasked', words: reasonIn(data, output) };
  const wrong = [...invalid, ...missing].map((each) => `${record(each)?.name}@${record(each)?.version}`);
  if (wrong.length === 0) return { question, state: 'fine', words: 'every locked package is signed by its registry' };
  return { question, state: 'found', words: `not signed, or not as published: ${wrong.join(', ')}` };
}

/** The JSON object at the end of what npm printed; warnings may stand before it. */
function lastJson(output: string): Record<string, unknown> | undefined {
  const start = output.startsWith('{') ? 0 : output.indexOf('\n{') + 1;
  try {
    return record(JSON.parse(output.slice(start)));
  } catch {
    return undefined; // npm says in words what went wrong
  }
}

function record(value: unknown): Record<string, never> | undefined {
  return typeof value === 'object' && value !== null ? (value as Record<string, never>) : undefined;
}

function reasonIn(data: Record<string, unknown> | undefined, output: string): string {
  const error = record(data?.error)?.summary ?? data?.message;
  const line = output
    .split('\n')
    .find((each) => each.startsWith('npm error'))
    ?.slice('npm error '.length);
  return `the registry did not answer: ${String(error || line || 'no reason given').split('\n')[0]}`;
}

if (process.argv[1] === import.meta.filename) {
  const isStrict = process.argv.includes('--strict');
  const answers = [
    readAudit((await run('npm', ['audit', '--json'])).output),
    readSignatures((await run('npm', ['audit', 'signatures', '--json'])).output),
  ];
  for (const { question, state, words } of answers)
    console.log(`${state === 'unasked' ? '? ' : ''}${question}: ${words}`);
  const isWrong = ({ state }: Answer) => state === 'found' || (isStrict && state === 'unasked');
  if (answers.some(isWrong)) process.exitCode = 1;
}
