import { statefulSetFacts } from '../../facts/statefulSet.ts';
import { yamlString } from '../../manifest/edits.ts';
import type { Manifest } from '../../manifest/manifest.ts';
import type { Fix } from '../../manifest/problem.ts';
import { lineBreak } from '../../text/textLines.ts';

/** The repair that adds a headless Service for the set as a document of its own behind it. */
export function createServiceFix(manifest: Manifest, name: string): Fix {
  const { text } = manifest.document;
  // Documents begin where a line feed stands, whatever else ends the lines.
  const newLine = lineBreak(text) === '\r\n' ? '\r\n' : '\n';
  const lines = ['---', ...headlessService(manifest, name), ''];
  const newText = (text.endsWith('\n') || text === '' ? '' : newLine) + lines.join(newLine);
  return {
    title: `Create the headless Service "${name}"`,
    isSafe: false,
    edits: [{ start: text.length, end: text.length, newText }],
  };
}

function headlessService(manifest: Manifest, name: string): string[] {
  const facts = statefulSetFacts(manifest);
  const selector = facts.spec.at('selector', 'matchLabels').stringMap();
  const lines = ['apiVersion: v1', 'kind: Service', 'metadata:', `  name: ${yamlString(name)}`];
  if (manifest.namespace !== undefined) lines.push(`  namespace: ${yamlString(manifest.namespace)}`);
  lines.push('spec:', '  clusterIP: None');
  if (selector.size > 0) lines.push('  selector:');
  for (const [key, value] of selector) lines.push(`    ${yamlString(key)}: ${yamlString(value)}`);
  return [...lines, ...portLines(facts.containers)];
}

function portLines(containers: ReturnType<typeof statefulSetFacts>['containers']): string[] {
  const ports = containers.flatMap((container) => container.field('ports').items());
  const lines: string[] = [];
  for (const port of ports) {
    const number = port.field('containerPort').integer();
    if (number === undefined) continue;
    const name = port.field('name').string() ?? `port-${number}`;
    lines.push(`    - name: ${yamlString(name)}`, `      port: ${number}`);
    const protocol = port.field('protocol').string();
    if (protocol !== undefined && protocol !== 'TCP') lines.push(`      protocol: ${protocol}`);
  }
  return lines.length === 0 ? [] : ['  ports:', ...lines];
}
