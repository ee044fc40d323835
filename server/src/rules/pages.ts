/** Where the pages of all rules are read. */
const base = 'https://github.com/statefulset-language-server/statefulset-language-server/blob/main/docs/rules/';

/** Address of the page that explains a rule. */
export function rulePage(id: string): string {
  return `${base}${id}.md`;
}
