import { commands, type Disposable, type ExtensionContext, type QuickPickItem, window } from 'vscode';
import { changeSetting, choices, chosenText } from './settings.ts';

/** Ids of commands that others lead to, too. */
export const commandIds = {
  restart: 'statefulset.restartServer',
  showLog: 'statefulset.showLog',
  selectVersion: 'statefulset.selectKubernetesVersion',
  selectPlatform: 'statefulset.selectPlatform',
} as const;

/** What the commands need from the session that they steer. */
export interface CommandTargets {
  readonly restart: () => Promise<void>;
  readonly showLog: () => void;
}

/** Registers the commands of the extension's manifest. */
export function registerCommands(context: ExtensionContext, { restart, showLog }: CommandTargets): Disposable[] {
  return [
    commands.registerCommand(commandIds.restart, restart),
    commands.registerCommand(commandIds.showLog, showLog),
    commands.registerCommand(commandIds.selectVersion, (version?: unknown) =>
      select(context, {
        name: 'kubernetesVersion',
        title: 'Check manifests against which Kubernetes version?',
        version,
      }),
    ),
    commands.registerCommand(commandIds.selectPlatform, (platform?: unknown) =>
      select(context, { name: 'platform', title: 'Where do these manifests run?', version: platform }),
    ),
  ];
}

interface Selection {
  readonly name: string;
  readonly title: string;
  /** Given by a caller (a key binding, a test) that already knows the answer. */
  readonly version: unknown;
}

async function select(context: ExtensionContext, { name, title, version }: Selection): Promise<void> {
  const values = choices(context, name);
  const given = values.find(({ value }) => value === version)?.value;
  const value = given ?? (await pick(values, { title, current: chosenText(name) }));
  if (value !== undefined) await changeSetting(name, value === '' ? undefined : value);
}

async function pick(
  values: readonly { value: string; label: string }[],
  { title, current }: { title: string; current: string },
): Promise<string | undefined> {
  const items: (QuickPickItem & { value: string })[] = values.map(({ value, label }) => ({
    value,
    label,
    ...(value === current ? { description: 'chosen now' } : {}),
  }));
  return (await window.showQuickPick(items, { title }))?.value;
}
