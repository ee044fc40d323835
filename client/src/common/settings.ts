import { ConfigurationTarget, type ExtensionContext, Uri, workspace } from 'vscode';
import type { ConfigurationRequest } from 'vscode-languageclient';

/** The name in front of every setting of ours. */
export const section = 'statefulset';

/**
 * Answers the server's question for `statefulset` with what somebody set, and leaves out what only has a default: the
 * server can then tell the two apart, and a project's `.statefulset.yaml` is not hidden behind the editor's defaults.
 */
export function configurationMiddleware(context: ExtensionContext): ConfigurationRequest.MiddlewareSignature {
  const names = Object.keys(declaredSettings(context));
  return async (params, token, next) => {
    const answers = await next(params, token);
    if (!Array.isArray(answers)) return answers;
    return params.items.map((item, at) =>
      item.section === section ? chosenSettings(names, item.scopeUri) : answers[at],
    );
  };
}

/** The values that a setting may have, as the manifest of this extension lists them, with a label for each. */
export function choices(context: ExtensionContext, name: string): readonly { value: string; label: string }[] {
  const { enum: values = [], enumItemLabels: labels = [] } = declaredSettings(context)[`${section}.${name}`] ?? {};
  return values.map((value, at) => ({ value, label: labels[at] ?? value }));
}

/** What somebody set, or an empty text. */
export function chosenText(name: string): string {
  return workspace.getConfiguration(section).get<string>(name) || '';
}

/** Writes a setting where it is set already, else for the workspace, else (no folder open) for the user. */
export async function changeSetting(name: string, value: string | undefined): Promise<void> {
  const configuration = workspace.getConfiguration(section);
  const current = configuration.inspect(name);
  const hasFolder = (workspace.workspaceFolders?.length ?? 0) > 0;
  const target =
    hasFolder && (current?.workspaceValue !== undefined || current?.globalValue === undefined)
      ? ConfigurationTarget.Workspace
      : ConfigurationTarget.Global;
  await configuration.update(name, value, target);
}

interface DeclaredSetting {
  readonly enum?: readonly string[];
  readonly enumItemLabels?: readonly string[];
}

function declaredSettings(context: ExtensionContext): Readonly<Record<string, DeclaredSetting>> {
  return context.extension.packageJSON.contributes.configuration.properties;
}

function chosenSettings(names: readonly string[], scope: string | undefined): Record<string, unknown> {
  const configuration = workspace.getConfiguration(undefined, scope ? Uri.parse(scope) : undefined);
  const chosen: Record<string, unknown> = {};
  for (const name of names) {
    const levels = configuration.inspect(name);
    const values = [levels?.globalValue, levels?.workspaceValue, levels?.workspaceFolderValue];
    const value = values.filter((each) => each !== undefined).reduce(overlay, undefined);
    if (value !== undefined) nest(chosen, name.slice(section.length + 1).split('.'), value);
  }
  return chosen;
}

/** Mappings are merged key by key, as VS Code itself does; anything else replaces. */
function overlay(below: unknown, above: unknown): unknown {
  return isMapping(below) && isMapping(above) ? { ...below, ...above } : above;
}

function isMapping(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function nest(into: Record<string, unknown>, [first = '', ...rest]: readonly string[], value: unknown): void {
  if (rest.length === 0) {
    into[first] = value;
    return;
  }
  const inner = into[first];
  const next: Record<string, unknown> = isMapping(inner) ? inner : {};
  into[first] = next;
  nest(next, rest, value);
}
