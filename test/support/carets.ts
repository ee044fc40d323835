/** What a fixture says must be found: a rule at a place, and words that its message holds. */
export interface Expectation {
  readonly rule: string;
  readonly start: number;
  /** End on the line of `start`; a problem that goes on over lines is compared up to the end of its first line. */
  readonly end: number;
  readonly message: string;
}

const caretLine = /^( *)#(<?)( *)(\^+) ([a-z0-9-]+)(?:: (.*))?$/;
const lineExpectation = /^ *# expect@-(\d+) ([a-z0-9-]+)(?:: (.*))?$/;

/**
 * A fixture's text without its expectations, and what they expect. Carets stand under the place, in a comment:
 *
 *     serviceName: web
 *     #            ^^^ service-name-unresolved: words of the message
 *
 * `#<^^^` marks a place that begins at column 0; `# expect@-n <rule>: words` the content of the line n lines above.
 */
export function readCarets(fixture: string): { text: string; expectations: readonly Expectation[] } {
  const kept: string[] = [];
  const expectations: Expectation[] = [];
  const startOf = (line: number) => kept.slice(0, line).reduce((sum, text) => sum + text.length + 1, 0);
  for (const line of fixture.split('\n')) {
    const caret = caretLine.exec(line);
    const whole = lineExpectation.exec(line);
    if (caret) {
      const column = caret[2] === '<' ? 0 : caret[1]!.length + 1 + caret[3]!.length;
      const start = startOf(kept.length - 1) + column;
      expectations.push({ rule: caret[5]!, start, end: start + caret[4]!.length, message: caret[6] ?? '' });
    } else if (whole) {
      const at = kept.length - Number(whole[1]);
      const content = kept[at]!;
      const start = startOf(at) + content.length - content.trimStart().length;
      expectations.push({
        rule: whole[2]!,
        start,
        end: startOf(at) + content.trimEnd().length,
        message: whole[3] ?? '',
      });
    } else kept.push(line);
  }
  return { text: kept.join('\n'), expectations };
}
